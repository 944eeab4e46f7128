// SPDX-License-Identifier: Apache-2.0
//! What C itself and loaders that read C take: declarations without a preprocessor, the list of
//! exports, and the stub whose binary is the baseline of the ABI.

use std::fmt::Write;

use crate::model::{Api, Function, Type};
use crate::text::comment;

const HEAD: &str =
    "Generated from src/ffi by bindings/generate. Do not edit: tests/header.rs compares it.";

fn params<'a>(params: impl Iterator<Item = (&'a String, &'a Type)>) -> String {
    let all: Vec<_> = params.map(|(name, ty)| format!("{}{name}", ty.before_name())).collect();
    if all.is_empty() { "void".into() } else { all.join(", ") }
}

fn prototype(function: &Function) -> String {
    let params = params(function.params.iter().map(|param| (&param.name, &param.ty)));
    format!("{}{}({params})", function.returns.before_name(), function.name)
}

/// Types and functions for cffi, which knows the types of `stdint.h`.
pub fn declarations(api: &Api) -> String {
    let mut out = format!("/* SPDX-License-Identifier: Apache-2.0 */\n/* {HEAD} */\n");
    out.push_str(&types(api));
    for function in &api.functions {
        writeln!(out, "{};", prototype(function)).unwrap();
    }
    out
}

/// The same for LuaJIT and PHP, whose parsers take comments: each function with all of its own.
/// `byte` is the type that bytes of parameters have.
pub fn documented(api: &Api, byte: &str) -> String {
    let mut out = types(api);
    for function in &api.functions {
        write!(out, "/*\n{} */\n", comment(&function.docs, " * ")).unwrap();
        let prototype = prototype(function).replace("uint8_t *", &format!("{byte} *"));
        writeln!(out, "{prototype};").unwrap();
    }
    out
}

fn types(api: &Api) -> String {
    let mut out = String::from("typedef int32_t sda_status;\n");
    for handle in &api.handles {
        writeln!(out, "typedef struct {0} {0};", handle.name).unwrap();
    }
    // Structs and callbacks in the order of the header, where each stands behind what it uses.
    for found in &api.structs {
        writeln!(out, "typedef struct {0} {0};", found.name).unwrap();
    }
    for callback in &api.callbacks {
        let params = params(callback.params.iter().map(|(name, ty)| (name, ty)));
        let returns = callback.returns.before_name();
        writeln!(out, "typedef {returns}(*{})({params});", callback.name).unwrap();
    }
    for found in &api.structs {
        writeln!(out, "struct {} {{", found.name).unwrap();
        for field in &found.fields {
            writeln!(out, "  {}{};", field.ty.before_name(), field.name).unwrap();
        }
        out.push_str("};\n");
    }
    out
}

/// One name a line, sorted.
pub fn exports(api: &Api) -> String {
    let mut names: Vec<_> = api.functions.iter().map(|function| function.name.as_str()).collect();
    names.sort_unstable();
    names.join("\n") + "\n"
}

/// A library with the same interface and nothing in it, and the sizes that `api.json` tells.
pub fn stub(api: &Api) -> String {
    let mut out = format!("/* SPDX-License-Identifier: Apache-2.0 */\n/* {HEAD} */\n");
    out.push_str("#include <softadastra.h>\n\n");
    for found in &api.structs {
        let (name, size) = (&found.name, found.size);
        writeln!(out, "_Static_assert(sizeof({name}) == {size}, \"{name}\");").unwrap();
        for field in &found.fields {
            let (field, at) = (&field.name, field.offset);
            writeln!(out, "_Static_assert(offsetof({name}, {field}) == {at}, \"{name}.{field}\");")
                .unwrap();
        }
    }
    out.push('\n');
    for function in &api.functions {
        let unused: String =
            function.params.iter().map(|param| format!("(void){}; ", param.name)).collect();
        let returns = if function.returns == Type::Void { "" } else { "return 0; " };
        writeln!(out, "{} {{ {unused}{returns}}}", prototype(function)).unwrap();
    }
    out
}
