//! A second reading of a window.
