//! Files in and out: bounded reading, folders, writing that is atomic and never overwrites.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::{Code, Failure};
use crate::sys;
use crate::token::TokenState;
use crate::x509::{Contents, FileFault, recognise};

/// The longest file that is read: certificates and bundles are far smaller.
pub const LONGEST: u64 = 16 << 20;

/// Where certificates come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// What was pasted.
    Pasted(Vec<u8>),
}

impl Source {
    /// The absolute path; `-` for what has none.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => absolute(path),
            Self::Stdin | Self::Pasted(_) => "-".to_owned(),
        }
    }
}

/// One input that was read.
#[derive(Debug)]
pub struct Input {
    /// The absolute path, or `-`.
    pub path: String,
    /// What is in it.
    pub contents: Contents,
}

/// Reads a file or standard input; more than [`LONGEST`] is refused without reading it.
pub fn read_bytes(source: &Source) -> Result<Zeroizing<Vec<u8>>, Failure> {
    match source {
        Source::Stdin => bounded(&mut io::stdin().lock(), 0, "-"),
        Source::Pasted(text) => bounded(&mut text.as_slice(), 0, "-"),
        Source::Path(path) => {
            let name = absolute(path);
            let (mut file, length) = opened(path)?;
            if length > LONGEST {
                return Err(refusal(Code::FileTooLarge, &name).with("limit", LONGEST));
            }
            bounded(&mut file, length, &name)
        }
    }
}

/// Opens a file that can be read to its end, and tells its length in bytes: no folder, no pipe that waits for a writer.
pub(super) fn opened(path: &Path) -> Result<(File, u64), Failure> {
    let name = absolute(path);
    if sys::files::waits_for_a_writer(path) {
        return Err(refusal(Code::FileIsPipe, &name));
    }
    let file = File::open(path).map_err(|error| read_failure(&error, &name))?;
    let metadata = file.metadata();
    let metadata = metadata.map_err(|error| read_failure(&error, &name))?;
    if metadata.is_dir() {
        return Err(refusal(Code::FileIsFolder, &name));
    }
    Ok((file, metadata.len()))
}

/// Reads and recognises one input.
pub fn read(source: &Source) -> Result<Input, Failure> {
    // The file may hold a private key that is none of our business: its bytes are wiped.
    read_whole(source).map(|(input, _)| input)
}

/// [`read`], with the file's bytes for whoever opens the private key in it.
pub(super) fn read_whole(source: &Source) -> Result<(Input, Zeroizing<Vec<u8>>), Failure> {
    let path = source.name();
    let bytes = read_bytes(source)?;
    let contents = recognise(&bytes).map_err(|fault| file_fault(&fault, &path))?;
    Ok((Input { path, contents }, bytes))
}

/// The files of a folder by name, not those below it; a file as itself.
pub fn spread(source: &Source) -> Result<Vec<Source>, Failure> {
    let Source::Path(path) = source else {
        return Ok(vec![source.clone()]);
    };
    if !path.is_dir() {
        return Ok(vec![source.clone()]);
    }
    let name = absolute(path);
    let entries = fs::read_dir(path).map_err(|error| read_failure(&error, &name))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files.into_iter().map(Source::Path).collect())
}

/// At most [`LONGEST`] bytes. There may be a private key among them: a buffer that is outgrown, or given up, is wiped.
fn bounded(from: &mut impl Read, room: u64, name: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let room = usize::try_from(room.min(LONGEST)).unwrap_or(0);
    let mut bytes = Zeroizing::new(Vec::with_capacity(room + 1));
    let mut from = from.take(LONGEST + 1);
    let mut chunk = Zeroizing::new([0_u8; 8192]);
    loop {
        let count = match from.read(chunk.as_mut_slice()) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(read_failure(&error, name)),
        };
        if bytes.capacity() - bytes.len() < count {
            let mut larger = Zeroizing::new(Vec::with_capacity(2 * (bytes.len() + count)));
            larger.extend_from_slice(&bytes);
            bytes = larger;
        }
        bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
    }
    if bytes.len() as u64 > LONGEST {
        return Err(refusal(Code::FileTooLarge, name).with("limit", LONGEST));
    }
    Ok(bytes)
}

pub(super) fn read_failure(error: &io::Error, name: &str) -> Failure {
    let code = if error.kind() == ErrorKind::NotFound {
        Code::FileNotFound
    } else {
        Code::FileUnreadable
    };
    refusal(code, name).with("text", error.to_string())
}

fn refusal(code: Code, name: &str) -> Failure {
    let shown = crate::sanitize::line(name);
    Failure::new(code)
        .with("file", &shown)
        .with("path", &shown)
        .detail("file", name)
        .state(TokenState::NothingChanged)
}

/// A file's fault as a refusal.
#[must_use]
pub fn file_fault(fault: &FileFault, path: &str) -> Failure {
    let code = match fault {
        FileFault::Empty => Code::FileEmpty,
        FileFault::Truncated {
            container: true, ..
        } => Code::ContainerDamaged,
        FileFault::Truncated { .. } => Code::CertificateDamaged,
        FileFault::TooManyBlocks { .. } => Code::FileTooLarge,
        FileFault::Archive => Code::FileIsArchive,
        FileFault::NotRecognised => Code::FileNotRecognised,
    };
    refusal(code, path)
        .with("text", fault.to_string())
        .with("limit", LONGEST)
}

/// What a file holds that is not read here: a bare private key, a container that wants a password, damaged parts.
#[must_use]
pub fn unusable(path: &str, contents: &Contents) -> Option<Failure> {
    use crate::x509::Bundle;
    if contents.private_keys > 0 {
        return Some(refusal(Code::PrivateKeyInFile, path));
    }
    match contents.bundle {
        Some(Bundle::Jks) => return Some(refusal(Code::JavaKeyStore, path)),
        Some(Bundle::Pkcs12) => return Some(refusal(Code::ContainerClosed, path)),
        Some(Bundle::Pkcs7) | None => {}
    }
    if let Some(damaged) = contents.damaged.first() {
        return Some(
            refusal(Code::CertificateDamaged, path)
                .with("position", damaged.place)
                .with("text", in_full(&damaged.reason)),
        );
    }
    let nothing = contents.certificates.is_empty() && contents.requests.is_empty();
    nothing.then(|| refusal(Code::NoCertificateInFile, path))
}

/// An error with what lies beneath it: the terms of the file's format, for people who look further.
pub(super) fn in_full(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    crate::sanitize::line(&text)
}

/// The folder that files go to: an existing, writable one, tried before any PIN is asked.
pub fn out_folder(out: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = out.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let name = absolute(&folder);
    if !folder.is_dir() {
        return Err(refusal(Code::OutNotFolder, &name));
    }
    tempfile::NamedTempFile::new_in(&folder)
        .and_then(|mut file| file.write_all(b"x"))
        .map_err(|error| refusal(Code::OutNotWritable, &name).with("text", error.to_string()))?;
    Ok(fs::canonicalize(&folder).unwrap_or(folder))
}

/// Writes a file whole or not at all; an existing one is never overwritten. Answers with its absolute path.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    let name = absolute(path);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let failed = |error: &io::Error| {
        let code = match error.kind() {
            ErrorKind::AlreadyExists => Code::FileExists,
            _ => Code::WriteFailed,
        };
        refusal(code, &name).with("text", error.to_string())
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    file.persist_noclobber(path)
        .map_err(|error| failed(&error.error))?;
    // The file may be the only copy of a key: its name has to outlast a power cut, too.
    sys::files::sync_folder(folder).map_err(|error| failed(&error))?;
    // The folder may be as new; whose folder that lies in is not always ours to open.
    let above = std::path::absolute(folder).ok();
    if let Some(above) = above.as_deref().and_then(Path::parent) {
        let _ = sys::files::sync_folder(above);
    }
    Ok(absolute(path))
}

/// Puts a new file in the place of an old one: whole, private, and read again before the old one goes.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = absolute(path);
    let failed = |error: &io::Error| refusal(Code::WriteFailed, &name).with("text", error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    let back = fs::read(file.path()).map_err(|error| failed(&error))?;
    if back != bytes {
        return Err(refusal(Code::WriteFailed, &name).with("text", "-"));
    }
    file.persist(path).map_err(|error| failed(&error.error))?;
    sys::files::sync_folder(folder).map_err(|error| failed(&error))
}

/// A path as one word of a command line.
#[must_use]
pub fn quoted(path: &str) -> String {
    let plain = |char: char| char.is_alphanumeric() || "/._-+=:,@".contains(char);
    if !path.is_empty() && path.chars().all(plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}

/// A name that is free in the folder: `name`, else `name-2` and so on.
#[must_use]
pub fn free_name(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.{extension}"));
    if !first.exists() {
        return first;
    }
    (2..1000)
        .map(|number| folder.join(format!("{stem}-{number}.{extension}")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}

/// A label as part of a file name: letters, digits, `-`, `_`, `.`; everything else becomes `-`.
#[must_use]
pub fn file_stem(label: &str) -> String {
    let plain: String = label
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || "_.-".contains(letter) {
                letter
            } else {
                '-'
            }
        })
        .collect();
    let plain = plain
        .trim_matches(['-', '.'])
        .chars()
        .take(64)
        .collect::<String>();
    if plain.is_empty() {
        "certificate".to_owned()
    } else {
        plain
    }
}

/// A name with its extension, as part of a folder: nothing that leads elsewhere.
#[must_use]
pub(super) fn plain_name(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = file_stem(stem);
    if extension.is_empty() {
        stem
    } else {
        format!("{stem}.{}", file_stem(extension))
    }
}

/// The absolute path as text.
#[must_use]
pub fn absolute(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| path.to_path_buf())
        .display()
        .to_string()
}

/// SHA-256 in lower-case hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(bytes))
}
