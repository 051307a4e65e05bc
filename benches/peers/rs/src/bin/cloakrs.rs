//! cloakrs: every recogniser of the default registry of cloakrs-locales, locale UK, nothing masked.

use cloakrs_core::{EntityType as E, Locale, Scanner, ScannerBuilder};

fn label(kind: &E) -> &'static str {
    match kind {
        E::Email => "EMAIL",
        E::PhoneNumber => "PHONE",
        E::CreditCard => "CARD",
        E::Iban => "BANK",
        E::IpAddress => "IP",
        E::Url | E::Hostname => "URL",
        E::DateOfBirth => "DATE",
        E::PersonName => "PERSON",
        E::PhysicalAddress => "ADDRESS",
        E::Nino => "NI_NUMBER",
        E::NhsNumber => "NHS_NUMBER",
        _ => "OTHER_ID",
    }
}

fn main() {
    peers::run(|| {
        let registry = ScannerBuilder::from_registry(cloakrs_locales::default_registry());
        let scanner: Scanner = registry.locale(Locale::UK).without_masking().build().expect("scanner");
        move |text: &str| {
            let found = scanner.scan(text).expect("scan").findings;
            found.iter().map(|f| (f.span.start, f.span.end, label(&f.entity_type))).collect()
        }
    });
}
