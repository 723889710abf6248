//! Operating systems and processors, as far as libraries are built for them.

use std::env::consts;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An operating system that a library is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Os {
    /// Linux.
    Linux,
    /// macOS.
    Macos,
    /// Windows.
    Windows,
}

impl Os {
    /// The one that we run on; any other Unix counts as Linux, whose paths it mostly shares.
    #[must_use]
    pub fn host() -> Self {
        match consts::OS {
            "windows" => Self::Windows,
            "macos" => Self::Macos,
            _ => Self::Linux,
        }
    }

    /// Whether `path` names a place from the root on, by this system's rules.
    #[must_use]
    pub fn is_absolute(self, path: &str) -> bool {
        match self {
            Self::Windows => {
                let mut chars = path.chars();
                chars
                    .next()
                    .is_some_and(|drive| drive.is_ascii_alphabetic())
                    && chars.next() == Some(':')
                    && matches!(chars.next(), Some('\\' | '/'))
            }
            Self::Linux | Self::Macos => path.starts_with('/'),
        }
    }

    /// The last part of `path`, by this system's rules.
    #[must_use]
    pub fn file_name(self, path: &str) -> &str {
        let separators: &[char] = match self {
            Self::Windows => &['\\', '/'],
            Self::Linux | Self::Macos => &['/'],
        };
        path.rsplit(separators).next().unwrap_or(path)
    }
}

/// A processor that a library is built for, as far as the source tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Arch {
    /// 32-bit x86.
    #[serde(rename = "x86")]
    X86,
    /// 64-bit x86.
    #[serde(rename = "x86_64")]
    X86_64,
    /// 64-bit ARM.
    #[serde(rename = "aarch64")]
    Aarch64,
    /// The source does not tell.
    #[serde(rename = "any")]
    Any,
}

impl Arch {
    /// The one that this program is built for.
    #[must_use]
    pub fn host() -> Self {
        match consts::ARCH {
            "x86_64" => Self::X86_64,
            "x86" => Self::X86,
            "aarch64" => Self::Aarch64,
            _ => Self::Any,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Os;

    #[test]
    fn absolute_by_the_rules_of_the_system_that_it_is_about() {
        assert!(Os::Windows.is_absolute(r"C:\SoftHSM2\lib\x.dll"));
        assert!(!Os::Windows.is_absolute("/usr/lib/x.so"));
        assert!(Os::Linux.is_absolute("/usr/lib/x.so"));
        assert!(!Os::Macos.is_absolute("x.so"));
        assert_eq!(Os::Windows.file_name(r"C:\a\b.dll"), "b.dll");
        assert_eq!(Os::Linux.file_name("b.so"), "b.so");
    }
}
