// SPDX-License-Identifier: Apache-2.0
//! The C interface as plain values: what `bindings/api.json` holds and every language is made from.

use serde::{Serialize, Serializer};

/// Everything that the header declares.
#[derive(Serialize)]
pub struct Api {
    /// `SDA_ABI_VERSION`.
    pub abi_version: i64,
    /// Constants in the order of the header.
    pub constants: Vec<Constant>,
    /// Opaque types.
    pub handles: Vec<Handle>,
    /// Structs that callers see into.
    pub structs: Vec<Struct>,
    /// Types of functions that callers hand in.
    pub callbacks: Vec<Callback>,
    /// Exported functions.
    pub functions: Vec<Function>,
}

/// A number with a name.
#[derive(Serialize)]
pub struct Constant {
    /// As in C.
    pub name: String,
    /// Its value.
    pub value: i64,
    /// The word behind `SDA_` that it shares with its siblings; none for those without any.
    pub family: Option<String>,
    /// What it means.
    pub docs: String,
    /// The version of the library that had it first.
    pub since: String,
}

/// An opaque type.
#[derive(Serialize)]
pub struct Handle {
    /// As in C.
    pub name: String,
    /// The function that ends it.
    pub freed_by: String,
    /// What it is.
    pub docs: String,
    /// The version of the library that had it first.
    pub since: String,
}

/// What a struct is for.
#[derive(Serialize, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// `sda_buf`: bytes that the library owns.
    Buffer,
    /// Filled by an `_init` function, changed by the caller, handed in.
    Options,
    /// Filled by the library; a few are handed in as well.
    Record,
}

/// A struct that callers see into, laid out for 64-bit systems.
#[derive(Serialize)]
pub struct Struct {
    /// As in C.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// In bytes.
    pub size: usize,
    /// In bytes.
    pub align: usize,
    /// In the order of memory.
    pub fields: Vec<Field>,
    /// What it is.
    pub docs: String,
    /// The version of the library that had it first.
    pub since: String,
}

/// How a language should show a field.
#[derive(Serialize, PartialEq, Eq, Clone)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Not at all: sizes, reserved words, lengths of other fields.
    Hidden,
    /// A number.
    Number,
    /// A status or the number of an error.
    Status,
    /// Yes or no.
    Flag,
    /// One of a family of constants.
    Family(String),
    /// Bytes.
    Bytes,
    /// UTF-8.
    Text,
    /// A struct in the struct.
    Struct(String),
    /// A callback, its user data or its release.
    Callback,
}

/// A field of a struct.
#[derive(Serialize)]
pub struct Field {
    /// As in C.
    pub name: String,
    /// As in C.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Distance from the beginning of the struct in bytes.
    pub offset: usize,
    /// In bytes.
    pub size: usize,
    /// How a language should show it.
    pub shown: Shown,
    /// Whether NULL stands for something else than empty.
    pub nullable: bool,
    /// The field that holds its length.
    pub length: Option<String>,
    /// What it is.
    pub docs: String,
}

/// Which way a parameter goes.
#[derive(Serialize, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Read by the library.
    In,
    /// Written by the library.
    Out,
    /// Both.
    InOut,
}

/// Who has to let go of what a parameter names.
#[derive(Serialize, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// A plain number.
    Value,
    /// The library looks at it until the call returns.
    Borrowed,
    /// Memory of the caller that the library writes to.
    Caller,
    /// The caller frees what comes back.
    GivenToCaller,
    /// Gone when the call returns.
    Consumed,
    /// Kept by the library beyond the call, until its release function ran.
    Kept,
}

/// A parameter of a function.
#[derive(Serialize)]
pub struct Param {
    /// As in C.
    pub name: String,
    /// As in C.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Which way it goes.
    pub direction: Direction,
    /// Whether NULL is welcome and means none.
    pub nullable: bool,
    /// Who has to let go of it.
    pub ownership: Ownership,
    /// The parameter that holds its length.
    pub length: Option<String>,
    /// The family of constants that it is one of.
    pub family: Option<String>,
    /// What it is.
    pub docs: String,
}

/// The type of a function that the caller hands in.
#[derive(Serialize)]
pub struct Callback {
    /// As in C.
    pub name: String,
    /// What it returns.
    pub returns: Type,
    /// Names and types.
    pub params: Vec<(String, Type)>,
    /// Its contract.
    pub docs: String,
    /// The version of the library that had it first.
    pub since: String,
}

/// An exported function.
#[derive(Serialize)]
pub struct Function {
    /// As in C.
    pub name: String,
    /// What it returns.
    pub returns: Type,
    /// Whether it answers a status and takes an error object.
    pub fallible: bool,
    /// The statuses that its comment names.
    pub statuses: Vec<String>,
    /// Its parameters.
    pub params: Vec<Param>,
    /// Its whole comment.
    pub docs: String,
    /// The version of the library that had it first.
    pub since: String,
}

/// A C type, as far as this interface uses C.
#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    /// Nothing.
    Void,
    /// A byte of text.
    Char,
    /// `size_t`.
    Size,
    /// A fixed-width integer.
    Int {
        /// 8 to 64.
        bits: usize,
        /// Whether it has a sign.
        signed: bool,
    },
    /// A type of this interface.
    Named(String),
    /// A pointer.
    Pointer {
        /// To what.
        to: Box<Type>,
        /// Whether it may be written through.
        is_const: bool,
    },
}

impl Type {
    /// The type behind a pointer.
    pub fn target(&self) -> Option<&Type> {
        match self {
            Type::Pointer { to, .. } => Some(to),
            _ => None,
        }
    }

    /// The name of a type of this interface.
    pub fn named(&self) -> Option<&str> {
        match self {
            Type::Named(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is a pointer to bytes.
    pub fn is_bytes(&self) -> bool {
        self.target() == Some(&Type::Int { bits: 8, signed: false })
    }

    /// As C spells it, with a space or a star at the end, so that a name can follow.
    pub fn before_name(&self) -> String {
        match self {
            Type::Pointer { to, is_const } => {
                let constness = if *is_const { "const " } else { "" };
                format!("{constness}{}*", to.before_name())
            }
            other => format!("{} ", other.spelled()),
        }
    }

    /// As C spells it.
    pub fn spelled(&self) -> String {
        match self {
            Type::Void => "void".into(),
            Type::Char => "char".into(),
            Type::Size => "size_t".into(),
            Type::Int { bits, signed } => format!("{}int{bits}_t", if *signed { "" } else { "u" }),
            Type::Named(name) => name.clone(),
            Type::Pointer { .. } => self.before_name(),
        }
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.spelled())
    }
}

impl Api {
    /// The struct of that name.
    pub fn find_struct(&self, name: &str) -> Option<&Struct> {
        self.structs.iter().find(|found| found.name == name)
    }

    /// Families of constants with their members, in the order of the header.
    pub fn families(&self) -> Vec<(&str, Vec<&Constant>)> {
        let mut families: Vec<(&str, Vec<&Constant>)> = Vec::new();
        for constant in &self.constants {
            let Some(family) = &constant.family else { continue };
            match families.iter_mut().find(|(name, _)| name == family) {
                Some((_, members)) => members.push(constant),
                None => families.push((family, vec![constant])),
            }
        }
        families
    }

    /// Structs that the library fills.
    pub fn records(&self) -> impl Iterator<Item = &Struct> {
        self.structs.iter().filter(|found| found.role == Role::Record)
    }

    /// Structs that the caller fills.
    pub fn options(&self) -> impl Iterator<Item = &Struct> {
        self.structs.iter().filter(|found| found.role == Role::Options)
    }
}

impl Struct {
    /// The fields that a language shows.
    pub fn shown(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !matches!(field.shown, Shown::Hidden | Shown::Callback))
    }
}
