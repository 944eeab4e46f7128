// SPDX-License-Identifier: Apache-2.0
//! What types, names and the fixed sections of the comments say beyond C: directions, ownership,
//! NULL, lengths, families of constants, what is text. Whatever fits no rule is refused, so that a
//! new kind of parameter is thought about before a language has it.

use std::collections::BTreeMap;

use crate::model::{Api, Direction, Field, Function, Ownership, Param, Role, Shown, Struct, Type};
use crate::table;

/// Fills in everything that cbindgen's model does not have.
pub fn complete(api: &mut Api) {
    families(api);
    let names: Vec<String> = api.families().iter().map(|(name, _)| (*name).to_owned()).collect();
    handles(api);
    structs(api, &names);
    let sections: BTreeMap<String, BTreeMap<String, String>> =
        api.functions.iter().map(|function| (function.name.clone(), described(function))).collect();
    let structs: Vec<(String, Role)> =
        api.structs.iter().map(|found| (found.name.clone(), found.role)).collect();
    let callbacks: Vec<String> = api.callbacks.iter().map(|found| found.name.clone()).collect();
    for function in &mut api.functions {
        complete_function(function, &sections, &structs, &callbacks, &names);
    }
    let abi_version = api.constants.iter().find(|constant| constant.name == "SDA_ABI_VERSION");
    api.abi_version = abi_version.expect("SDA_ABI_VERSION").value;
    check_table(api);
}

fn families(api: &mut Api) {
    let family = |name: &str| {
        let rest = name.strip_prefix("SDA_").expect("constants begin with SDA_");
        let two = table::FAMILIES_OF_TWO_WORDS.iter().find(|two| rest.starts_with(**two));
        two.map(|two| (*two).to_owned())
            .or_else(|| rest.split_once('_').map(|(first, _)| first.to_owned()))
    };
    let all: Vec<_> = api.constants.iter().map(|constant| family(&constant.name)).collect();
    for (constant, family) in api.constants.iter_mut().zip(&all) {
        let has_siblings = all.iter().filter(|other| *other == family).count() > 1;
        constant.family = family.clone().filter(|_| has_siblings);
    }
}

fn handles(api: &mut Api) {
    for handle in &mut api.handles {
        let endings = ["_free", "_close"].map(|ending| format!("{}{ending}", handle.name));
        let found = endings
            .into_iter()
            .find(|name| api.functions.iter().any(|function| function.name == *name));
        handle.freed_by = found.unwrap_or_else(|| panic!("nothing frees {}", handle.name));
    }
}

fn structs(api: &mut Api, families: &[String]) {
    let inits: Vec<_> = api.functions.iter().map(|function| function.name.clone()).collect();
    let names: Vec<String> = api.structs.iter().map(|found| found.name.clone()).collect();
    let callbacks: Vec<String> = api.callbacks.iter().map(|found| found.name.clone()).collect();
    for found in &mut api.structs {
        found.role = match found.name.as_str() {
            "sda_buf" => Role::Buffer,
            name if inits.contains(&format!("{name}_init")) => Role::Options,
            _ => Role::Record,
        };
        if found.role != Role::Buffer {
            let first = found.fields.first().map(|field| field.name.as_str());
            assert_eq!(first, Some("struct_size"), "{} cannot grow", found.name);
            fields(found, &names, &callbacks, families);
        }
    }
}

fn fields(found: &mut Struct, structs: &[String], callbacks: &[String], families: &[String]) {
    let names: Vec<String> = found.fields.iter().map(|field| field.name.clone()).collect();
    let struct_name = found.name.clone();
    for field in &mut found.fields {
        field.nullable = field.docs.contains("NULL");
        let length = format!("{}_len", field.name);
        if field.ty.is_bytes() {
            assert!(names.contains(&length), "{struct_name}.{} has no length", field.name);
            field.length = Some(length);
        }
        let is_length =
            field.name.strip_suffix("_len").is_some_and(|of| names.contains(&of.into()));
        let is_filler = field.name == "struct_size" || field.name.starts_with("reserved");
        field.shown = if is_length || is_filler {
            Shown::Hidden
        } else {
            shown(&struct_name, field, structs, callbacks, families)
        };
    }
}

fn shown(
    of: &str,
    field: &Field,
    structs: &[String],
    callbacks: &[String],
    families: &[String],
) -> Shown {
    if field.ty.is_bytes() {
        let is_path = table::PATHS.contains(&(of, &field.name));
        let is_text = is_path || table::TEXTS.contains(&of) || field.docs.contains("UTF-8");
        return if is_text { Shown::Text } else { Shown::Bytes };
    }
    if field.ty.target() == Some(&Type::Void) {
        return Shown::Callback;
    }
    if let Some(name) = field.ty.named() {
        return if structs.iter().any(|found| found == name) {
            Shown::Struct(name.to_owned())
        } else if callbacks.iter().any(|found| found == name) {
            Shown::Callback
        } else {
            panic!("{of}.{} is of a type that no language shows", field.name)
        };
    }
    if field.ty == (Type::Int { bits: 32, signed: true }) {
        let is_status = table::STATUS_FIELDS.contains(&field.name.as_str());
        assert!(is_status, "{of}.{}: a status, or what?", field.name);
        return Shown::Status;
    }
    let begins = ["1 when", "1 while", "1: ", "Not 0 "];
    if field.ty == (Type::Int { bits: 32, signed: false }) {
        if begins.iter().any(|begin| field.docs.starts_with(begin)) {
            return Shown::Flag;
        }
        if let Some(family) = family_in(&field.docs, families) {
            return Shown::Family(family);
        }
    }
    Shown::Number
}

/// The family of the first constant that a comment names.
fn family_in(docs: &str, families: &[String]) -> Option<String> {
    let at = docs.find("`SDA_")?;
    let rest = docs.get(at + 5..)?;
    families
        .iter()
        .filter(|family| rest.starts_with(&format!("{family}_")))
        .max_by_key(|f| f.len())
        .cloned()
}

/// A section of a comment, without its name, on one line.
fn section(docs: &str, name: &str) -> String {
    let mut found = String::new();
    let mut inside = false;
    for line in docs.lines() {
        let heads = ["Parameters: ", "Returns: ", "Ownership: ", "Threads: ", "Durability: "];
        if let Some(head) = heads.iter().find(|head| line.starts_with(**head)) {
            inside = head.starts_with(name);
        }
        if inside {
            let text = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
            found.push_str(text.unwrap_or(line));
            found.push(' ');
        }
    }
    found.trim().to_owned()
}

/// What the section on parameters says of each; under the empty name the function that it refers
/// to.
fn described(function: &Function) -> BTreeMap<String, String> {
    let text = section(&function.docs, "Parameters");
    let mut found = BTreeMap::new();
    let words: Vec<&str> = text.split('`').collect();
    let mut names: Vec<String> = Vec::new();
    let mut current: Vec<String> = Vec::new();
    for (at, part) in words.iter().enumerate() {
        if at % 2 == 1 {
            let after = words.get(at + 1).copied().unwrap_or_default();
            let is_param = function.params.iter().any(|param| param.name == *part);
            if is_param && (after.starts_with(": ") || (after == ", ")) {
                names.push((*part).to_owned());
                if after.starts_with(": ") {
                    current = std::mem::take(&mut names);
                }
                continue;
            }
            if part.starts_with("sda_") && words[at - 1].ends_with("as ") && current.is_empty() {
                found.insert(String::new(), (*part).to_owned());
            }
        }
        let text = if at % 2 == 1 { format!("`{part}`") } else { (*part).to_owned() };
        for name in &current {
            let entry: &mut String = found.entry(name.clone()).or_default();
            entry.push_str(if entry.is_empty() { text.trim_start_matches(": ") } else { &text });
        }
    }
    found.values_mut().for_each(|text| *text = text.trim().to_owned());
    found
}

fn complete_function(
    function: &mut Function,
    sections: &BTreeMap<String, BTreeMap<String, String>>,
    structs: &[(String, Role)],
    callbacks: &[String],
    families: &[String],
) {
    let name = function.name.clone();
    let last = function.params.last();
    function.fallible = last.is_some_and(|param| is_error(&param.ty))
        || function.returns.named() == Some("sda_status") && name.ends_with("_init");
    let returns = section(&function.docs, "Returns");
    let statuses = returns.split('`').filter(|word| word.starts_with("SDA_"));
    function.statuses = statuses.map(str::to_owned).collect();
    function.statuses.dedup();
    let names: Vec<String> = function.params.iter().map(|param| param.name.clone()).collect();
    for param in &mut function.params {
        param.docs = found_docs(&name, &param.name, sections);
        param.family = family_in(&param.docs, families)
            .filter(|_| param.ty == (Type::Int { bits: 32, signed: false }));
        directions(&name, param, &names, structs, callbacks);
        let welcome = param.docs.contains("may be NULL") || param.docs.contains("or NULL");
        param.nullable |= welcome && param.ty.target().is_some();
    }
}

fn found_docs(
    function: &str,
    param: &str,
    sections: &BTreeMap<String, BTreeMap<String, String>>,
) -> String {
    let mut of = function;
    for _ in 0..4 {
        let Some(section) = sections.get(of) else { break };
        if let Some(text) = section.get(param) {
            return text.clone();
        }
        match section.get("") {
            Some(other) => of = other,
            None => break,
        }
    }
    String::new()
}

fn is_error(ty: &Type) -> bool {
    let target = ty.target().and_then(Type::target).and_then(Type::named);
    target == Some("sda_error")
}

fn directions(
    function: &str,
    param: &mut Param,
    names: &[String],
    structs: &[(String, Role)],
    callbacks: &[String],
) {
    use Direction::{In, InOut, Out};
    let set = |param: &mut Param, direction, ownership| {
        (param.direction, param.ownership) = (direction, ownership);
    };
    let is_const = matches!(&param.ty, Type::Pointer { is_const: true, .. });
    let length = format!("{}_len", param.name);
    match param.ty.target().cloned() {
        None if param.ty.named().is_some_and(|name| callbacks.iter().any(|c| c == name)) => {
            param.nullable = true;
            set(param, In, Ownership::Kept);
        }
        None => set(param, In, Ownership::Value),
        Some(Type::Void) => {
            assert_eq!(param.name, "user_data", "{function}: a pointer to anything");
            param.nullable = true;
            set(param, In, Ownership::Kept);
        }
        Some(Type::Pointer { to, .. }) if *to == (Type::Int { bits: 8, signed: false }) => {
            set(param, Out, Ownership::Borrowed);
        }
        Some(Type::Pointer { .. }) => {
            param.nullable = is_error(&param.ty);
            set(param, Out, Ownership::GivenToCaller);
        }
        Some(Type::Int { bits: 8, .. }) if is_const => {
            assert!(names.contains(&length), "{function}: {} has no length", param.name);
            param.length = Some(length);
            param.nullable = true;
            set(param, In, Ownership::Borrowed);
        }
        Some(Type::Int { bits: 8, .. }) => {
            let room = table::ROOM.iter().find(|(f, p, _)| *f == function && *p == param.name);
            let (.., length) =
                room.unwrap_or_else(|| panic!("{function}: how long is {}?", param.name));
            param.length = Some((*length).to_owned());
            param.nullable = true;
            set(param, Out, Ownership::Caller);
        }
        Some(Type::Named(name)) if name == "sda_buf" => {
            let of_buffers = function.starts_with("sda_buf_");
            set(
                param,
                InOut,
                if of_buffers { Ownership::Caller } else { Ownership::GivenToCaller },
            );
        }
        Some(Type::Named(name)) if structs.iter().any(|(found, _)| *found == name) => {
            if is_const {
                set(param, In, Ownership::Borrowed);
            } else {
                set(param, Out, Ownership::Caller);
            }
        }
        Some(Type::Named(name)) if name != "sda_status" => {
            let consumes = function.ends_with("_free") || table::CONSUMING.contains(&function);
            set(param, In, if consumes { Ownership::Consumed } else { Ownership::Borrowed });
        }
        Some(_) => set(param, Out, Ownership::Caller),
    }
}

fn check_table(api: &Api) {
    let has = |name: &str| api.functions.iter().any(|function| function.name == name);
    let field = |of: &str, name: &str| {
        api.find_struct(of).is_some_and(|found| found.fields.iter().any(|field| field.name == name))
    };
    let families = api.families();
    for family in table::FAMILIES_OF_TWO_WORDS {
        assert!(families.iter().any(|(name, _)| *name == family), "table.rs: no family {family}");
    }
    table::CONSUMING.iter().for_each(|name| assert!(has(name), "table.rs: no function {name}"));
    table::ROOM.iter().for_each(|(name, ..)| assert!(has(name), "table.rs: no function {name}"));
    for of in table::TEXTS {
        assert!(api.find_struct(of).is_some(), "table.rs: no struct {of}");
    }
    for (of, name) in table::PATHS {
        assert!(field(of, name), "table.rs: no field {of}.{name}");
    }
}
