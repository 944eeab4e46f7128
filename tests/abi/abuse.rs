// SPDX-License-Identifier: Apache-2.0
//! Writes `tests/c/abuse_calls.h`: for each export, from its declaration alone, every call that a
//! careless or hostile caller could make. An export that is added is abused by that; what no rule
//! here knows fails the test that compares the file, and says what to teach.
//!
//! Each call is right but for one argument: a pointer that is NULL, a handle of another type, a
//! length beyond memory, text that is no text, a struct that has no size, a number at its end.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Declared;

/// Exports that let go of what they get: only their wrong calls can be made twice.
const TAKES: [&str; 2] = ["_free", "_close"];

/// What is there for a number of this name in a call that is right; 1 where nothing is said.
const RIGHT: [(&str, &str); 14] = [
    ("timestamp_ms", "NOW_MS"),
    ("position", "0"),
    ("offset", "0"),
    ("index", "0"),
    ("side_index", "0"),
    ("failure", "-1"),
    ("lease_ms", "0"),
    ("bytes_max", "4096"),
    ("frame_bytes_max", "1048576"),
    ("count_max", "9"),
    ("time_max_ms", "0"),
    ("prune_completed", "0"),
    ("version", "9"),
    ("capacity", "sizeof w->room"),
];

/// Pointers that may be NULL although the comment of their function leaves that to another one.
const OPTIONAL: [(&str, &str); 7] = [
    ("sda_client_open", "client_options"),
    ("sda_store_apply_unlogged", "apply"),
    ("sda_group_apply_local", "apply"),
    ("sda_sync_tick", "ops"),
    ("sda_value_writer_commit", "apply"),
    ("sda_buf_set", "bytes"),
    ("sda_store_conflicts", "after"),
];

/// The ends of each number type.
fn ends(kind: &str) -> &'static [&'static str] {
    match kind {
        "uint32_t" => &["0", "3", "UINT32_MAX"],
        "uint64_t" => &["0", "1", "UINT64_C(1) << 63", "UINT64_MAX"],
        "int64_t" => &["0", "-1", "INT64_MIN", "INT64_MAX"],
        "size_t" => &["0", "1", "SIZE_MAX"],
        "sda_status" | "int32_t" => &["0", "1", "INT32_MIN", "INT32_MAX"],
        _ => &[],
    }
}

/// How an argument looks from outside.
#[derive(Clone, PartialEq)]
enum Kind {
    /// A handle, by its type without `sda_`.
    Handle(String),
    /// Where a new handle goes.
    OutHandle(String),
    /// A struct that starts with its size.
    Struct(String),
    /// Bytes with their length in the next argument.
    Bytes,
    /// The length of the bytes before it.
    Length,
    /// Room for bytes.
    Room,
    /// Where a number goes, by the name of the place.
    Out(&'static str),
    Buffer,
    Number(String),
    Callback(String),
    UserData,
    Error,
}

struct Argument {
    name: String,
    kind: Kind,
}

/// What the header declares, sorted: opaque handles, structs with a size, and which are inputs.
pub struct Types {
    handles: BTreeSet<String>,
    structs: BTreeSet<String>,
}

pub fn types(header: &str) -> Types {
    let mut types = Types { handles: BTreeSet::new(), structs: BTreeSet::new() };
    for part in header.split("typedef struct sda_").skip(1) {
        let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let opaque = part[name.len()..].trim_start().starts_with("sda_");
        let body = part.split("} sda_").next().unwrap_or_default();
        if opaque {
            types.handles.insert(name);
        } else if body.contains("uint32_t struct_size;") {
            types.structs.insert(name);
        }
    }
    types
}

fn arguments(function: &Declared, types: &Types) -> Vec<Argument> {
    let inside = function.declaration.split_once('(').unwrap().1.trim_end_matches(')');
    let parts: Vec<String> = inside
        .split(',')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    if parts == ["void"] {
        return Vec::new();
    }
    let mut found: Vec<Argument> = Vec::new();
    for part in parts {
        let at = part.rfind([' ', '*']).unwrap() + 1;
        let (kind, name) = (part[..at].trim().replace("const ", ""), part[at..].to_owned());
        let before = found.last().filter(|last| name == format!("{}_len", last.name));
        let is_length = before.is_some_and(|last| last.kind == Kind::Bytes);
        let structure = kind.trim_end_matches(['*', ' ']).trim_start_matches("struct ");
        let structure = structure.trim_start_matches("sda_").to_owned();
        let kind = match kind.as_str() {
            "struct sda_error **" => Kind::Error,
            "struct sda_buf *" => Kind::Buffer,
            "size_t" if is_length => Kind::Length,
            "uint8_t *" if part.starts_with("const") => Kind::Bytes,
            "uint8_t *" => Kind::Room,
            "uint8_t **" => Kind::Out("text"),
            "void *" => Kind::UserData,
            "uint32_t *" => Kind::Out("u32"),
            "uint64_t *" => Kind::Out("u64"),
            "int64_t *" => Kind::Out("i64"),
            "size_t *" => Kind::Out("size"),
            kind if kind.ends_with("**") => Kind::OutHandle(structure),
            kind if kind.ends_with('*') && types.handles.contains(&structure) => {
                Kind::Handle(structure)
            }
            kind if kind.ends_with('*') && types.structs.contains(&structure) => {
                Kind::Struct(structure)
            }
            kind if kind.ends_with("_fn") => Kind::Callback(kind.to_owned()),
            kind if !ends(kind).is_empty() => Kind::Number(kind.to_owned()),
            other => panic!("{}: teach tests/abi/abuse.rs the type {other}", function.name),
        };
        found.push(Argument { name, kind });
    }
    found
}

/// The arguments of a call that is right.
fn right(arguments: &[Argument]) -> Vec<String> {
    let value = |argument: &Argument| match &argument.kind {
        Kind::Handle(name) => format!("w->h_{name}"),
        Kind::OutHandle(name) => format!("&w->out_{name}"),
        Kind::Struct(name) => format!("&w->s_{name}.value"),
        Kind::Bytes => format!("text_of(w, \"{}\").ptr", argument.name),
        Kind::Length => {
            format!("text_of(w, \"{}\").len", argument.name.trim_end_matches("_len"))
        }
        Kind::Room => "w->room".to_owned(),
        Kind::Out(place) => format!("&w->{place}"),
        Kind::Buffer => "&w->buf".to_owned(),
        Kind::Number(_) => {
            let known = RIGHT.iter().find(|(name, _)| *name == argument.name);
            known.map_or("1", |(_, value)| value).to_owned()
        }
        Kind::Callback(name) => format!("a_{}", name.trim_start_matches("sda_")),
        Kind::UserData => "w".to_owned(),
        Kind::Error => "at".to_owned(),
    };
    arguments.iter().map(value).collect()
}

/// Whether the comment, or the list above, lets this pointer be NULL.
fn may_be_null(function: &Declared, argument: &Argument) -> bool {
    let plain = function.comment.replace("\n *", " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let word = format!("`{}`", argument.name);
    let mut sentences = plain.split(". ");
    OPTIONAL.contains(&(&function.name, &argument.name))
        || sentences.any(|text| {
            let after = text.split_once(&word).map(|(_, after)| after);
            after.is_some_and(|after| after.contains("may be NULL") || after.contains("NULL takes"))
        })
}

struct Writer<'a> {
    out: String,
    function: &'a Declared,
    macro_suffix: &'static str,
}

impl Writer<'_> {
    fn row(&mut self, expect: &str, what: &str, values: &[String]) {
        let name = &self.function.name;
        let _ = writeln!(
            self.out,
            "  {expect}{}(\"{name}: {what}\",\n      {name}({}));",
            self.macro_suffix,
            values.join(", ")
        );
    }
}

fn replaced(values: &[String], at: usize, value: impl Into<String>) -> Vec<String> {
    let mut values = values.to_vec();
    values[at] = value.into();
    values
}

/// Every abuse of one argument.
fn abuse(writer: &mut Writer<'_>, types: &Types, all: &[Argument], at: usize) {
    let (values, argument) = (right(all), &all[at]);
    let (name, optional) = (&argument.name, may_be_null(writer.function, argument));
    let expect = if optional { "ANY" } else { "REFUSED" };
    let taken = TAKES.iter().any(|ending| writer.function.name.ends_with(ending));
    match &argument.kind {
        Kind::Handle(kind) => {
            let expect = if taken { "ANY" } else { expect };
            writer.row(expect, &format!("{name} is NULL"), &replaced(&values, at, "NULL"));
            for other in types.handles.iter().filter(|other| *other != kind) {
                let wrong = format!("(struct sda_{kind} *)(void *)w->h_{other}");
                let what = format!("{name} is a sda_{other}");
                writer.row("REFUSED", &what, &replaced(&values, at, wrong));
            }
        }
        Kind::Struct(kind) => {
            writer.row(expect, &format!("{name} is NULL"), &replaced(&values, at, "NULL"));
            for size in ["0", "1", "3", "4097", "UINT32_MAX"] {
                let wrong = format!("(w->s_{kind}.value.struct_size = {size}, &w->s_{kind}.value)");
                let what = format!("{name} of {size} bytes");
                writer.row("REFUSED", &what, &replaced(&values, at, wrong));
            }
            for size in ["8", "4096"] {
                let other = format!("(w->s_{kind}.value.struct_size = {size}, &w->s_{kind}.value)");
                writer.row(
                    "ANY",
                    &format!("{name} of {size} bytes"),
                    &replaced(&values, at, other),
                );
            }
        }
        Kind::Bytes => {
            let two =
                |pointer: &str, len: &str| replaced(&replaced(&values, at, pointer), at + 1, len);
            let refused = if name == "after" { "ANY" } else { "REFUSED" };
            writer.row(refused, &format!("{name} is NULL with a length"), &two("NULL", "1"));
            writer.row("ANY", &format!("{name} is NULL without a length"), &two("NULL", "0"));
            writer.row("ANY", &format!("{name} is empty"), &replaced(&values, at + 1, "0"));
            let what = format!("{name} beyond memory");
            writer.row("REFUSED", &what, &replaced(&values, at + 1, "SIZE_MAX"));
            let is_name = ["node_id", "sync_id"].contains(&name.as_str());
            let expect = if is_name { "FAILS" } else { "ANY" };
            writer.row(expect, &format!("{name} is no text"), &two("NO_TEXT", "NO_TEXT_LEN"));
            writer.row("ANY", &format!("{name} has a zero inside"), &two("ZEROS", "ZEROS_LEN"));
        }
        Kind::Number(kind) => {
            // Room that a caller says to have is believed: no call can check it.
            let told = if name == "capacity" { &["0", "1"][..] } else { ends(kind) };
            for end in told {
                writer.row("ANY", &format!("{name} is {end}"), &replaced(&values, at, *end));
            }
        }
        Kind::Out(_) | Kind::Buffer | Kind::OutHandle(_) => {
            writer.row(expect, &format!("{name} is NULL"), &replaced(&values, at, "NULL"));
        }
        Kind::Room => {
            writer.row("REFUSED", &format!("{name} is NULL"), &replaced(&values, at, "NULL"));
        }
        Kind::Callback(_) | Kind::UserData => {
            writer.row("ANY", &format!("{name} is NULL"), &replaced(&values, at, "NULL"));
        }
        Kind::Length | Kind::Error => {}
    }
}

/// The macro for what the function gives back, as the end of its name.
fn suffix(function: &Declared) -> &'static str {
    let head = function.declaration.split("sda_").next().unwrap_or_default();
    let has_error = function.declaration.contains("struct sda_error **error");
    match head.trim() {
        "" if has_error => "",
        "" => "_PLAIN",
        "void" => "_VOID",
        "size_t" => "_LEN",
        "uint32_t" => "_NUMBER",
        _ => "_TEXT",
    }
}

/// Whether the function works on an engine, or on something that shares one.
fn uses_engine(all: &[Argument]) -> bool {
    let shares = ["engine", "scan", "feed", "session", "value_reader", "value_writer"];
    all.iter().any(|a| matches!(&a.kind, Kind::Handle(kind) if shares.contains(&kind.as_str())))
}

/// Whether the call without a mistake can be made: it does not let go of its argument.
fn repeats(function: &Declared) -> bool {
    !TAKES.iter().any(|ending| function.name.ends_with(ending))
}

pub fn generated(header: &str, functions: &[Declared]) -> String {
    let types = types(header);
    let mut out = String::from(
        "/* SPDX-License-Identifier: Apache-2.0 */\n\
         /* Generated from include/softadastra.h: UPDATE=1 cargo test --test abi. Do not edit. */\n",
    );
    let list = |out: &mut String, title: &str, names: &BTreeSet<String>| {
        let _ = write!(out, "#define {title}(X)");
        for name in names {
            let _ = write!(out, " \\\n  X({name})");
        }
        out.push_str("\n\n");
    };
    out.push_str("#ifndef ABUSE_CALLS\n");
    list(&mut out, "EACH_HANDLE", &types.handles);
    list(&mut out, "EACH_STRUCT", &types.structs);
    out.push_str("#else\n");
    let (mut abused, mut inside, mut closed) = (String::new(), String::new(), String::new());
    for function in functions {
        let all = arguments(function, &types);
        let (name, end) = (&function.name, suffix(function));
        let mut writer = Writer { out: String::new(), function, macro_suffix: end };
        if repeats(function) {
            writer.row("ANY", "all is right", &right(&all));
        }
        (0..all.len()).for_each(|at| abuse(&mut writer, &types, &all, at));
        let rows = writer.out;
        let _ = write!(out, "\nstatic void abuse_{name}(world *w) {{\n{rows}}}\n");
        let _ = writeln!(abused, "  {{\"{name}\", abuse_{name}}},");
        let lists_only = !all.iter().any(|a| a.kind == Kind::Handle("engine".into()));
        if end.is_empty() && (repeats(function) || name == "sda_engine_close") && uses_engine(&all)
        {
            let call = format!("{name}({})", right(&all).join(", "));
            let _ = write!(
                out,
                "\nstatic sda_status call_{name}(world *w, sda_error **at) {{\n  return {call};\n}}\n"
            );
            let _ = writeln!(inside, "  {{\"{name}\", call_{name}}},");
            if lists_only {
                let _ = writeln!(closed, "  {{\"{name}\", call_{name}}},");
            }
        }
    }
    let _ = write!(
        out,
        "\nstatic const abuse abuses[] = {{\n{abused}}};\n\n/* Calls on an engine, or on what shares \
         one. */\nstatic const engine_call engine_calls[] = {{\n{inside}}};\n\n/* Those that can be \
         made after it was closed. */\nstatic const engine_call late_calls[] = {{\n{closed}}};\n#endif\n"
    );
    out
}
