// SPDX-License-Identifier: Apache-2.0
//! From cbindgen's model to ours.

use cbindgen::bindgen::ir::{
    Constant as IrConstant, Documentation, Function as IrFunction, IntKind, ItemContainer, Literal,
    PrimitiveType, Struct as IrStruct, Type as IrType,
};

use crate::derive;
use crate::model::{Api, Callback, Constant, Field, Function, Handle, Param, Struct, Type};

/// Reads everything; `since` says of a name which version had it first.
pub fn api(bindings: &cbindgen::Bindings, since: &dyn Fn(&str) -> String) -> Api {
    let mut api = Api {
        abi_version: 0,
        constants: bindings
            .constants
            .iter()
            .map(|constant| read_constant(constant, since))
            .collect(),
        handles: Vec::new(),
        structs: Vec::new(),
        callbacks: Vec::new(),
        functions: bindings
            .functions
            .iter()
            .map(|function| read_function(function, since))
            .collect(),
    };
    for item in &bindings.items {
        read_item(item, &mut api, since);
    }
    lay_out(&mut api);
    derive::complete(&mut api);
    api
}

fn docs(documentation: &Documentation) -> String {
    let lines: Vec<_> = documentation.doc_comment.iter().map(|line| line.trim()).collect();
    lines.join("\n").trim().to_owned()
}

fn read_constant(constant: &IrConstant, since: &dyn Fn(&str) -> String) -> Constant {
    Constant {
        name: constant.export_name.clone(),
        value: value(&constant.value),
        family: None,
        docs: docs(&constant.documentation),
        since: since(&constant.export_name),
    }
}

fn value(literal: &Literal) -> i64 {
    match literal {
        Literal::Expr(text) => number(text),
        Literal::PostfixUnaryOp { op, value: inner } if *op == "-" => -value(inner),
        Literal::Cast { value: inner, .. } => value(inner),
        _ => panic!("a constant of the C interface is a plain number"),
    }
}

fn number(text: &str) -> i64 {
    let digits = text.trim_end_matches(['u', 'l', 'U', 'L']);
    let parsed = match digits.strip_prefix("0x") {
        Some(hex) => i64::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    parsed.unwrap_or_else(|_| panic!("no number: {text}"))
}

fn read_item(item: &ItemContainer, api: &mut Api, since: &dyn Fn(&str) -> String) {
    match item {
        ItemContainer::OpaqueItem(item) => api.handles.push(Handle {
            name: item.export_name.clone(),
            freed_by: String::new(),
            docs: docs(&item.documentation),
            since: since(&item.export_name),
        }),
        ItemContainer::Struct(item) => api.structs.push(read_struct(item, since)),
        ItemContainer::Typedef(item) => {
            if let IrType::FuncPtr { ret, args, .. } = &item.aliased {
                let params = args.iter().map(|(name, ty)| {
                    (name.clone().expect("callbacks name their parameters"), read_type(ty))
                });
                api.callbacks.push(Callback {
                    name: item.export_name.clone(),
                    returns: read_type(ret),
                    params: params.collect(),
                    docs: docs(&item.documentation),
                    since: since(&item.export_name),
                });
            } else {
                let is_status = item.export_name == "sda_status";
                assert!(is_status, "a typedef that no language knows of: {}", item.export_name);
            }
        }
        _ => panic!("enums, unions and statics are no part of the C interface"),
    }
}

fn read_struct(item: &IrStruct, since: &dyn Fn(&str) -> String) -> Struct {
    let fields = item.fields.iter().map(|field| Field {
        name: field.name.clone(),
        ty: read_type(&field.ty),
        offset: 0,
        size: 0,
        shown: crate::model::Shown::Number,
        nullable: false,
        length: None,
        docs: docs(&field.documentation),
    });
    Struct {
        name: item.export_name.clone(),
        role: crate::model::Role::Record,
        size: 0,
        align: 0,
        fields: fields.collect(),
        docs: docs(&item.documentation),
        since: since(&item.export_name),
    }
}

fn read_function(function: &IrFunction, since: &dyn Fn(&str) -> String) -> Function {
    let name = function.path.name().to_owned();
    let params = function.args.iter().map(|argument| Param {
        name: argument.name.clone().expect("exports name their parameters"),
        ty: read_type(&argument.ty),
        direction: crate::model::Direction::In,
        nullable: false,
        ownership: crate::model::Ownership::Value,
        length: None,
        family: None,
        docs: String::new(),
    });
    Function {
        returns: read_type(&function.ret),
        fallible: false,
        statuses: Vec::new(),
        params: params.collect(),
        docs: docs(&function.documentation),
        since: since(&name),
        name,
    }
}

fn read_type(ty: &IrType) -> Type {
    match ty {
        IrType::Ptr { ty, is_const, .. } => {
            Type::Pointer { to: Box::new(read_type(ty)), is_const: *is_const }
        }
        IrType::Path(path) => Type::Named(path.export_name().to_owned()),
        IrType::Primitive(primitive) => read_primitive(primitive),
        IrType::Array(..) | IrType::FuncPtr { .. } => {
            panic!("arrays and nameless callbacks are no part of the C interface")
        }
    }
}

fn read_primitive(primitive: &PrimitiveType) -> Type {
    match primitive {
        PrimitiveType::Void => Type::Void,
        PrimitiveType::Char => Type::Char,
        PrimitiveType::Integer { kind, signed, .. } => {
            let bits = match kind {
                IntKind::B8 => 8,
                IntKind::B16 => 16,
                IntKind::B32 => 32,
                IntKind::B64 => 64,
                IntKind::Size | IntKind::SizeT if !signed => return Type::Size,
                _ => panic!("an integer of no fixed width"),
            };
            Type::Int { bits, signed: *signed }
        }
        _ => panic!("a type that the C interface does not use"),
    }
}

/// Offsets and sizes, by the rules of every 64-bit C ABI. `bindings/abi/stub.c` has the compiler
/// check them.
fn lay_out(api: &mut Api) {
    let callbacks: Vec<_> = api.callbacks.iter().map(|callback| callback.name.clone()).collect();
    let mut known: Vec<(String, usize, usize)> = vec![("sda_status".into(), 4, 4)];
    known.extend(callbacks.into_iter().map(|name| (name, 8, 8)));
    while known.len() < 1 + api.callbacks.len() + api.structs.len() {
        let before = known.len();
        for found in &mut api.structs {
            if known.iter().all(|(name, ..)| *name != found.name)
                && let Some((size, align)) = place(&mut found.fields, &known)
            {
                (found.size, found.align) = (size, align);
                known.push((found.name.clone(), size, align));
            }
        }
        assert!(known.len() > before, "structs contain one another");
    }
}

fn place(fields: &mut [Field], known: &[(String, usize, usize)]) -> Option<(usize, usize)> {
    let (mut at, mut align_max) = (0usize, 1usize);
    for field in fields {
        let (size, align) = match &field.ty {
            Type::Int { bits, .. } => (bits / 8, bits / 8),
            Type::Size | Type::Pointer { .. } => (8, 8),
            Type::Named(name) => known
                .iter()
                .find(|(found, ..)| found == name)
                .map(|(_, size, align)| (*size, *align))?,
            Type::Void | Type::Char => panic!("no field has this type"),
        };
        at = at.next_multiple_of(align);
        (field.offset, field.size) = (at, size);
        at += size;
        align_max = align_max.max(align);
    }
    Some((at.next_multiple_of(align_max), align_max))
}
