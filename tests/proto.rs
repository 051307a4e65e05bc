//! The generated protobuf code is what proto/ says, and proto/ keeps the house rules.
//!
//! `SCRUBS_WRITE=1 cargo test proto` writes src/service/gen/ anew.

use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use std::{env, fs, path::Path};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Messages that hold text of a note, known facts or ids: their `Debug`, in src/service/proto.rs,
/// tells their size alone.
const TEXT: &[&str] = &[
    "KnownPerson",
    "RedactBatchRequest",
    "RedactBatchResponse",
    "RedactRequest",
    "RedactResponse",
    "StreamAmended",
    "StreamChunk",
    "StreamOpen",
    "StreamReleased",
];

fn compile(comments: bool) -> FileDescriptorSet {
    let mut compiler = protox::Compiler::new([Path::new(ROOT).join("proto")]).unwrap();
    compiler.include_imports(true).include_source_info(comments);
    compiler.open_file("scrubs/v1/redaction.proto").unwrap();
    compiler.file_descriptor_set()
}

fn ours() -> FileDescriptorProto {
    compile(true).file.into_iter().find(|file| file.package() == "scrubs.v1").unwrap()
}

#[test]
fn the_generated_code_is_what_the_proto_files_say() {
    let out = env::temp_dir().join(format!("scrubs-proto-{}", std::process::id()));
    fs::create_dir_all(&out).unwrap();
    tonic_prost_build::configure()
        .out_dir(&out)
        .extern_path(".google.rpc", "::tonic_types::pb")
        .skip_debug(TEXT.iter().map(|name| format!(".scrubs.v1.{name}")))
        .compile_fds(compile(true))
        .unwrap();
    let code = fs::read(out.join("scrubs.v1.rs")).unwrap();
    fs::remove_dir_all(&out).unwrap();

    let mut stale = Vec::new();
    for (name, fresh) in [("scrubs.v1.rs", code), ("scrubs.v1.bin", compile(false).encode_to_vec())] {
        let path = Path::new(ROOT).join("src/service/gen").join(name);
        if fs::read(&path).ok().as_deref() == Some(&fresh) {
            continue;
        }
        if env::var_os("SCRUBS_WRITE").is_some() {
            fs::write(&path, fresh).unwrap();
        } else {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "{stale:?} differ from proto/: run again with SCRUBS_WRITE=1");
}

#[test]
fn everything_in_the_proto_file_is_explained() {
    let file = ours();
    let explained: Vec<&[i32]> = file
        .source_code_info
        .as_ref()
        .unwrap()
        .location
        .iter()
        .filter(|l| l.leading_comments().trim().ends_with('.'))
        .map(|l| l.path.as_slice())
        .collect();
    let mut paths = Vec::new();
    for (m, message) in (0..).zip(&file.message_type) {
        paths.push((vec![4, m], message.name()));
        paths.extend((0..).zip(&message.field).map(|(f, field)| (vec![4, m, 2, f], field.name())));
    }
    for (e, list) in (0..).zip(&file.enum_type) {
        paths.push((vec![5, e], list.name()));
        paths.extend((0..).zip(&list.value).map(|(v, value)| (vec![5, e, 2, v], value.name())));
    }
    for (s, service) in (0..).zip(&file.service) {
        paths.push((vec![6, s], service.name()));
        paths.extend((0..).zip(&service.method).map(|(m, method)| (vec![6, s, 2, m], method.name())));
    }
    assert!(paths.len() > 100, "only {} things seen", paths.len());
    let bare: Vec<_> = paths.iter().filter(|(path, _)| !explained.contains(&path.as_slice())).collect();
    assert!(bare.is_empty(), "no comment, or one without a full stop: {bare:?}");
}

#[test]
fn names_follow_the_style_of_buf() {
    let file = ours();
    for list in &file.enum_type {
        let mut prefix = String::new();
        for c in list.name().chars() {
            if c.is_ascii_uppercase() && !prefix.is_empty() {
                prefix.push('_');
            }
            prefix.push(c.to_ascii_uppercase());
        }
        assert_eq!(list.value[0].name(), format!("{prefix}_UNSPECIFIED"));
        assert_eq!(list.value[0].number(), 0);
        for value in &list.value {
            assert!(value.name().starts_with(&format!("{prefix}_")), "{}", value.name());
        }
    }
    for method in &file.service[0].method {
        assert_eq!(method.input_type(), format!(".scrubs.v1.{}Request", method.name()));
        assert_eq!(method.output_type(), format!(".scrubs.v1.{}Response", method.name()));
    }
}
