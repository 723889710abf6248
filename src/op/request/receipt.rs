//! The receipt in a case's folder: what was made, for whoever goes on from it. No secret, no person's number.

use std::path::Path;

use serde::Serialize;

use crate::case::Case;
use crate::error::Failure;
use crate::op::files::{sha256, write_new};
use crate::op::shape::{FileRow, RequestKeyRow};

/// The file's name in the folder.
pub(super) const NAME: &str = "receipt.toml";

/// What the file says.
#[derive(Debug, Serialize)]
struct Receipt<'a> {
    schema: u32,
    case: &'a str,
    opened: String,
    profile: Option<&'a str>,
    mode: &'a str,
    occasion: &'a str,
    providers: &'a [String],
    token: Option<&'a str>,
    keys: Vec<KeyLine<'a>>,
    files: Vec<FileLine<'a>>,
}

#[derive(Debug, Serialize)]
struct KeyLine<'a> {
    request: Option<&'a str>,
    key_sha256: Option<&'a str>,
    id: Option<&'a str>,
    label: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'a str,
    store: &'a str,
}

#[derive(Debug, Serialize)]
struct FileLine<'a> {
    request: Option<&'a str>,
    kind: &'a str,
    /// The name in the folder: the folder may be carried elsewhere.
    name: String,
    sha256: &'a str,
}

/// Writes it beside the other files.
pub(super) fn write(
    folder: &Path,
    case: &Case,
    token: Option<&str>,
    keys: &[RequestKeyRow],
    files: &[FileRow],
) -> Result<FileRow, Failure> {
    let receipt = Receipt {
        schema: 1,
        case: &case.id,
        opened: case.opened.to_string(),
        profile: case.profile.as_deref(),
        mode: &case.mode,
        occasion: &case.occasion,
        providers: &case.providers,
        token,
        keys: keys
            .iter()
            .map(|key| KeyLine {
                request: key.purpose.as_deref(),
                key_sha256: key.key_sha256.as_deref(),
                id: key.id.as_deref(),
                label: key.label.as_deref(),
                kind: &key.kind,
                store: &key.store,
            })
            .collect(),
        files: files
            .iter()
            .map(|file| FileLine {
                request: file.purpose.as_deref(),
                kind: &file.kind,
                name: file_name(&file.path),
                sha256: &file.sha256,
            })
            .collect(),
    };
    // Plain texts and lists: nothing in it that TOML could not say.
    let text = toml::to_string(&receipt).unwrap_or_default();
    let path = write_new(&folder.join(NAME), text.as_bytes())?;
    Ok(FileRow {
        path,
        kind: "receipt".to_owned(),
        purpose: None,
        sha256: sha256(text.as_bytes()),
    })
}

fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
