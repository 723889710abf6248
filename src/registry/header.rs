//! Reads a library's header before anybody loads it: is it a library, and one for this processor? (Q13) And its table of
//! names: does it hold what every PKCS#11 module has?

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use object::read::elf::FileHeader;
use object::read::macho::{FatArch, MachHeader};
use object::{Architecture, Endianness, FileKind, Object, elf, macho, pe};

use super::Os;

/// What a file's header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What it is built for (several in a fat file), or why that cannot be told.
    pub builds: Result<Vec<Build>, HeaderFault>,
}

/// One system and processor that a library is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Build {
    /// The system, by the file's format.
    pub os: Os,
    /// The processor.
    pub cpu: Architecture,
}

/// Why a file cannot be loaded here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderFault {
    /// No library at all.
    #[error("no library")]
    NotLibrary,
    /// A library for another processor or system.
    #[error("built for {built_for}")]
    WrongArchitecture {
        /// E.g. `32-bit x86`.
        built_for: String,
    },
    /// It cannot be read.
    #[error("unreadable")]
    Unreadable,
    /// This user may not read it.
    #[error("no permission to read it")]
    Denied,
    /// It has no bytes.
    #[error("empty")]
    Empty,
}

/// Reads the header of the file at `path`; nothing of it is loaded or run.
#[must_use]
pub fn inspect(path: &Path) -> Header {
    Header {
        builds: first_bytes(path).and_then(|bytes| builds(&bytes).ok_or(HeaderFault::NotLibrary)),
    }
}

/// Whether the library at `path` offers the function by which every PKCS#11 module is entered; `None` where its table of
/// names cannot be read, as in a file for several processors. Nothing of it is loaded or run.
#[must_use]
pub fn offers_pkcs11(path: &Path) -> Option<bool> {
    let metadata = path.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > LIBRARY_BYTES {
        return None;
    }
    let bytes = std::fs::read(path).ok()?;
    let library = object::File::parse(bytes.as_slice()).ok()?;
    let exports = library.exports().ok()?;
    let entry = |name: &[u8]| name.strip_prefix(b"_").unwrap_or(name) == ENTRY;
    Some(exports.iter().any(|export| entry(export.name())))
}

impl Header {
    /// Whether this program can load it.
    pub fn fits_host(&self) -> Result<(), HeaderFault> {
        let builds = self.builds.as_ref().map_err(Clone::clone)?;
        if builds.iter().any(|build| build.fits_host()) {
            return Ok(());
        }
        let names: Vec<String> = builds.iter().map(|build| build.name()).collect();
        Err(HeaderFault::WrongArchitecture {
            built_for: names.join(", "),
        })
    }
}

impl Build {
    fn fits_host(self) -> bool {
        self.os == Os::host() && cpu_name(self.cpu) == HOST_CPU
    }

    /// E.g. `32-bit x86`; with the system where that is not ours.
    fn name(self) -> String {
        let cpu = cpu_name(self.cpu);
        match self.os {
            os if os == Os::host() => cpu.to_owned(),
            Os::Linux => format!("Linux, {cpu}"),
            Os::Macos => format!("macOS, {cpu}"),
            Os::Windows => format!("Windows, {cpu}"),
        }
    }
}

fn first_bytes(path: &Path) -> Result<Vec<u8>, HeaderFault> {
    let metadata = path.metadata().map_err(|error| unread(&error))?;
    if !metadata.is_file() {
        return Err(HeaderFault::NotLibrary); // a folder; and a pipe or device would block
    }
    let file = File::open(path).map_err(|error| unread(&error))?;
    let mut bytes = Vec::new();
    file.take(HEADER_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|_| HeaderFault::Unreadable)?;
    if bytes.is_empty() {
        return Err(HeaderFault::Empty);
    }
    Ok(bytes)
}

fn unread(error: &io::Error) -> HeaderFault {
    match error.kind() {
        io::ErrorKind::PermissionDenied => HeaderFault::Denied,
        _ => HeaderFault::Unreadable,
    }
}

/// What the library in `bytes` is built for; `None` when there is none.
fn builds(bytes: &[u8]) -> Option<Vec<Build>> {
    let kind = FileKind::parse(bytes).ok()?;
    match kind {
        FileKind::Elf32 => elf_build(elf::FileHeader32::<Endianness>::parse(bytes).ok()?),
        FileKind::Elf64 => elf_build(elf::FileHeader64::<Endianness>::parse(bytes).ok()?),
        FileKind::Pe32 | FileKind::Pe64 => pe_build(bytes),
        FileKind::MachO32 => macho_build(macho::MachHeader32::<Endianness>::parse(bytes, 0).ok()?),
        FileKind::MachO64 => macho_build(macho::MachHeader64::<Endianness>::parse(bytes, 0).ok()?),
        FileKind::MachOFat32 => {
            let fat = object::read::macho::MachOFatFile32::parse(bytes).ok()?;
            Some(fat_builds(fat.arches()))
        }
        FileKind::MachOFat64 => {
            let fat = object::read::macho::MachOFatFile64::parse(bytes).ok()?;
            Some(fat_builds(fat.arches()))
        }
        _ => None,
    }
}

fn elf_build<H: FileHeader<Endian = Endianness>>(header: &H) -> Option<Vec<Build>> {
    let endian = header.endian().ok()?;
    let cpu = match (header.e_machine(endian), header.is_class_64()) {
        (elf::EM_386, false) => Architecture::I386,
        (elf::EM_X86_64, true) => Architecture::X86_64,
        (elf::EM_X86_64, false) => Architecture::X86_64_X32,
        (elf::EM_AARCH64, true) => Architecture::Aarch64,
        (elf::EM_ARM, false) => Architecture::Arm,
        _ => Architecture::Unknown,
    };
    let library = header.e_type(endian) == elf::ET_DYN;
    library.then(|| vec![build(Os::Linux, cpu)])
}

fn pe_build(bytes: &[u8]) -> Option<Vec<Build>> {
    let dos = pe::ImageDosHeader::parse(bytes).ok()?;
    let at = usize::try_from(dos.nt_headers_offset()).ok()?;
    let coff = bytes.get(at.checked_add(PE_SIGNATURE_BYTES)?..)?;
    let (header, _) = object::pod::from_bytes::<pe::ImageFileHeader>(coff).ok()?;
    let cpu = match header.machine.get(object::LittleEndian) {
        pe::IMAGE_FILE_MACHINE_I386 => Architecture::I386,
        pe::IMAGE_FILE_MACHINE_AMD64 => Architecture::X86_64,
        pe::IMAGE_FILE_MACHINE_ARM64 => Architecture::Aarch64,
        _ => Architecture::Unknown,
    };
    let flags = header.characteristics.get(object::LittleEndian);
    let library = flags & pe::IMAGE_FILE_DLL != 0;
    library.then(|| vec![build(Os::Windows, cpu)])
}

fn macho_build<H: MachHeader<Endian = Endianness>>(header: &H) -> Option<Vec<Build>> {
    let endian = header.endian().ok()?;
    let library = matches!(header.filetype(endian), macho::MH_DYLIB | macho::MH_BUNDLE);
    library.then(|| vec![build(Os::Macos, macho_cpu(header.cputype(endian)))])
}

/// A fat file's parts lie beyond the header; that they are libraries is taken on trust.
fn fat_builds(parts: &[impl FatArch]) -> Vec<Build> {
    let cpus = parts.iter().map(|part| macho_cpu(part.cputype()));
    cpus.map(|cpu| build(Os::Macos, cpu)).collect()
}

fn macho_cpu(cpu: u32) -> Architecture {
    match cpu {
        macho::CPU_TYPE_X86 => Architecture::I386,
        macho::CPU_TYPE_X86_64 => Architecture::X86_64,
        macho::CPU_TYPE_ARM64 => Architecture::Aarch64,
        _ => Architecture::Unknown,
    }
}

fn build(os: Os, cpu: Architecture) -> Build {
    Build { os, cpu }
}

fn cpu_name(cpu: Architecture) -> &'static str {
    match cpu {
        Architecture::I386 => "32-bit x86",
        Architecture::X86_64 => "64-bit x86",
        Architecture::X86_64_X32 => "x32",
        Architecture::Aarch64 => "64-bit ARM",
        Architecture::Arm => "32-bit ARM",
        _ => "another processor",
    }
}

const HOST_CPU: &str = if cfg!(target_arch = "x86_64") {
    "64-bit x86"
} else if cfg!(target_arch = "aarch64") {
    "64-bit ARM"
} else if cfg!(target_arch = "x86") {
    "32-bit x86"
} else if cfg!(target_arch = "arm") {
    "32-bit ARM"
} else {
    "another processor"
};
const HEADER_BYTES: u64 = 64 * 1024;
const LIBRARY_BYTES: u64 = 256 << 20;
const ENTRY: &[u8] = b"C_GetFunctionList"; // PKCS#11 2.40, 5.1; Mach-O writes names with a line before them
const PE_SIGNATURE_BYTES: usize = 4;
