// SPDX-License-Identifier: Apache-2.0
//! Writes JSON (RFC 8259), for reports that programs read. Nothing here reads it.

use std::fmt::Write;

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Json {
    text: String,
}

impl Json {
    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }

    /// An object: `fields` writes what is in it.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.text.push('{');
        fields(self);
        self.text.push('}');
    }

    /// A field that is an object.
    pub fn object_at(&mut self, key: &str, fields: impl FnOnce(&mut Self)) {
        self.key(key);
        self.object(fields);
    }

    /// A field that is a list of objects.
    pub fn list_at<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut fields: impl FnMut(&mut Self, T),
    ) {
        self.key(key);
        self.text.push('[');
        for item in items {
            self.separate();
            self.object(|json| fields(json, item));
        }
        self.text.push(']');
    }

    /// A field that is a whole number.
    pub fn number(&mut self, key: &str, number: impl Into<i128>) {
        self.key(key);
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{}", number.into());
    }

    /// A field that is a whole number, or null.
    pub fn number_or_null(&mut self, key: &str, number: Option<impl Into<i128>>) {
        match number {
            Some(number) => self.number(key, number),
            None => self.null(key),
        }
    }

    /// A field that is true or false.
    pub fn flag(&mut self, key: &str, flag: bool) {
        self.key(key);
        self.text.push_str(if flag { "true" } else { "false" });
    }

    /// A field that is null.
    pub fn null(&mut self, key: &str) {
        self.key(key);
        self.text.push_str("null");
    }

    /// A field that is a text.
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.quoted(text);
    }

    fn key(&mut self, key: &str) {
        self.separate();
        self.quoted(key);
        self.text.push(':');
    }

    /// A comma, unless this is the first.
    fn separate(&mut self) {
        if !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\u{0}'..='\u{1f}' | '\u{7f}' => {
                    let _ = write!(self.text, "\\u{:04x}", u32::from(letter));
                }
                letter => self.text.push(letter),
            }
        }
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_separated_and_escaped_as_it_must_be() {
        let mut json = Json::default();
        json.object(|json| {
            json.text("a\"b", "c\\d\n\u{7f}ü[{");
            json.number("n", u64::MAX);
            json.object_at("empty", |_| {});
            json.list_at("none", [0u8; 0], |_, _| {});
            json.list_at("two", [true, false], |json, flag| json.flag("is", flag));
            json.number_or_null("not", None::<i64>);
            json.number_or_null("less", Some(-1));
        });
        let expected = r#"{"a\"b":"c\\d\u000a\u007fü[{","n":18446744073709551615,"empty":{},"#
            .to_owned()
            + r#""none":[],"two":[{"is":true},{"is":false}],"not":null,"less":-1}"#;
        assert_eq!(json.into_text(), expected);
    }
}
