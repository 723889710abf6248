//! The receipt in a case's folder: what was made, for whoever goes on from it. No secret, no person's number.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::error::Failure;
use crate::op::files::{sha256, write_new};
use crate::op::shape::{FileRow, RequestKeyRow};

/// The file's name in the folder.
pub(super) const NAME: &str = "receipt.toml";

/// What the file says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Receipt {
    schema: u32,
    pub(super) case: String,
    pub(super) opened: String,
    pub(super) profile: Option<String>,
    pub(super) mode: String,
    pub(super) occasion: String,
    pub(super) providers: Vec<String>,
    pub(super) token: Option<String>,
    #[serde(default)]
    pub(super) keys: Vec<KeyLine>,
    #[serde(default)]
    pub(super) files: Vec<FileLine>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyLine {
    pub(super) request: Option<String>,
    pub(super) key_sha256: Option<String>,
    pub(super) id: Option<String>,
    pub(super) label: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) store: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileLine {
    pub(super) request: Option<String>,
    pub(super) kind: String,
    /// The name in the folder: the folder may be carried elsewhere.
    pub(super) name: String,
    pub(super) sha256: String,
}

/// Writes it beside the other files.
pub(super) fn write(
    folder: &Path,
    head: &str,
    case: &Case,
    token: Option<&str>,
    keys: &[RequestKeyRow],
    files: &[FileRow],
) -> Result<FileRow, Failure> {
    let receipt = Receipt {
        schema: 1,
        case: case.id.clone(),
        opened: case.opened.to_string(),
        profile: case.profile.clone(),
        mode: case.mode.clone(),
        occasion: case.occasion.clone(),
        providers: case.providers.clone(),
        token: token.map(str::to_owned),
        keys: keys
            .iter()
            .map(|key| KeyLine {
                request: key.purpose.clone(),
                key_sha256: key.key_sha256.clone(),
                id: key.id.clone(),
                label: key.label.clone(),
                kind: key.kind.clone(),
                store: key.store.clone(),
            })
            .collect(),
        files: files
            .iter()
            .map(|file| FileLine {
                request: file.purpose.clone(),
                kind: file.kind.clone(),
                name: file_name(&file.path),
                sha256: file.sha256.clone(),
            })
            .collect(),
    };
    // Plain texts and lists: nothing in it that TOML could not say.
    let text = format!("{head}{}", toml::to_string(&receipt).unwrap_or_default());
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
