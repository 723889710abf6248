//! What a discovery finds on a computer made of temporary folders, and what a library's header tells.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test fails by a panic

use std::fs;
use std::path::{Path, PathBuf};

use parafa::paths::P11KitDirs;
use parafa::registry::{
    DiscoverError, Discovery, HeaderFault, Only, Os, Presence, Registry, SkipReason, Source,
    discover, inspect,
};
use tempfile::TempDir;

/// A computer of its own: libraries in `lib`, p11-kit's files in `p11`, and a registry that knows some of them.
struct Computer {
    root: TempDir,
    registry: Registry,
}

impl Computer {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["lib", "p11"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        let mut registry = Registry::built_in().unwrap();
        registry.entries.clear();
        Self { root, registry }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().canonicalize().unwrap().join(name)
    }

    fn library(&self, name: &str) -> PathBuf {
        self.write(&format!("lib/{name}"), &host_library())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    /// Lets the registry know a module of these files (bare names lie in `lib`).
    fn knows(&mut self, id: &str, kind: &str, files: &[&str], more: &str) {
        let os = match Os::host() {
            Os::Linux => "linux",
            Os::Macos => "macos",
            Os::Windows => "windows",
        };
        let libraries: Vec<String> = files
            .iter()
            .map(|file| format!("{{ os = '{os}', arch = 'any', path = '{file}', confidence = 'likely', src = 'a:b' }}"))
            .collect();
        let library = libraries.join(", ");
        let text = format!(
            "schema = 1\n[[module]]\nid = '{id}'\nname = '{id}'\nvendor = 'v'\nkind = '{kind}'\nconfidence = 'likely'\nlibrary = [{library}]\n{more}\n"
        );
        self.registry.add("test.toml", &text).unwrap();
    }

    fn discover(&self, only: Only<'_>) -> Result<Discovery, DiscoverError> {
        let dirs = P11KitDirs {
            modules: vec![self.path("p11")],
            libraries: vec![self.path("lib")],
        };
        discover(&self.registry, only, &dirs)
    }

    fn all(&self) -> Discovery {
        self.discover(Only::Everything).unwrap()
    }

    fn named(&self, name: &str) -> Result<Discovery, DiscoverError> {
        self.discover(Only::Option(&[name.to_owned()]))
    }
}

fn ids(found: &Discovery) -> Vec<&str> {
    found.modules.iter().map(|m| m.id.as_str()).collect()
}

#[test]
fn the_registry_comes_first_and_each_real_file_once() {
    let mut computer = Computer::new();
    let b = computer.library("b.so");
    computer.library("a.so");
    computer.library("z.so");
    computer.knows("two", "vendor", &["b.so"], "init = 'null'\nslow = true");
    computer.knows("one", "software", &["a.so"], "");
    computer.knows("gone", "vendor", &["gone.so"], "");
    computer.write(
        "p11/x.module",
        format!("module: {}\n", b.display()).as_bytes(),
    );
    computer.write("p11/z.module", b"module: z.so\n");
    computer.write("p11/y.module", b"module: nowhere.so\n");
    let found = computer.all();
    assert_eq!(ids(&found), ["two", "one", "z"]);
    assert_eq!(found.absent, 1);
    assert!(found.modules[0].slow);
    assert_eq!(found.modules[0].setup.path, b.to_str().unwrap());
    assert_eq!(found.modules[2].source, Source::P11Kit);
    let reasons: Vec<_> = found
        .skipped
        .iter()
        .map(|s| (s.name.as_str(), &s.reason))
        .collect();
    let same = SkipReason::SameFile {
        as_module: "two".into(),
    };
    assert_eq!(reasons, [("two", &same), ("y", &SkipReason::Missing)]);
}

#[test]
fn a_proxy_is_never_beside_others() {
    let mut computer = Computer::new();
    let proxy = computer.library("proxy.so");
    computer.library("a.so");
    computer.knows("one", "software", &["a.so"], "");
    computer.knows("proxy", "proxy", &["proxy.so"], "");
    let found = computer.all();
    assert_eq!(ids(&found), ["one"]);
    assert_eq!(found.skipped[0].reason, SkipReason::Proxy);
    let alone = computer.named(proxy.to_str().unwrap()).unwrap();
    assert_eq!(ids(&alone), ["proxy"]);
    let both = ["proxy".to_owned(), "one".to_owned()];
    let both = computer.discover(Only::Environment(&both)).unwrap();
    assert_eq!(ids(&both), ["one"]);
    assert_eq!(both.modules[0].source, Source::Environment);
}

#[test]
fn a_named_file_gets_the_quirks_of_its_name() {
    let mut computer = Computer::new();
    let copy = computer.library("known.so");
    computer.knows(
        "known",
        "vendor",
        &["/elsewhere/known.so"],
        "write_as = 'so'",
    );
    let found = computer.named(copy.to_str().unwrap()).unwrap();
    assert_eq!(ids(&found), ["known"]);
    assert!(found.modules[0].write_as_so);
    assert_eq!(found.modules[0].source, Source::Option);
    let other = computer.library("other.so");
    let found = computer.named(other.to_str().unwrap()).unwrap();
    assert_eq!(ids(&found), ["other"]);
}

#[test]
fn what_is_named_and_not_there_is_missing_or_unknown() {
    let mut computer = Computer::new();
    computer.knows("known", "vendor", &["known.so"], "");
    for name in ["known", "/no/such.so"] {
        let found = computer.named(name).unwrap();
        assert_eq!(found.modules[0].presence, Presence::Missing, "{name}");
    }
    let error = computer.named("nothing").unwrap_err();
    let known = vec!["known".to_owned()];
    assert_eq!(
        error,
        DiscoverError::NotFound {
            name: "nothing".into(),
            known
        }
    );
}

#[test]
fn a_library_for_another_processor_is_left_alone_unless_it_is_named() {
    let mut computer = Computer::new();
    let old = computer.write("lib/old.so", &elf(1, 3, 0x28));
    computer.knows("old", "vendor", &["old.so"], "");
    let found = computer.all();
    assert!(found.modules.is_empty());
    assert!(matches!(
        found.skipped[0].reason,
        SkipReason::Header(HeaderFault::WrongArchitecture { .. })
    ));
    assert_eq!(
        ids(&computer.named(old.to_str().unwrap()).unwrap()),
        ["old"]
    );
}

#[test]
fn a_module_that_is_asked_only_by_name_is_left_alone_until_then() {
    let mut computer = Computer::new();
    computer.library("store.so");
    computer.knows(
        "store",
        "software",
        &["store.so"],
        "only_named = true\nreserved = \"configdir='{home}/x'\"",
    );
    let found = computer.all();
    assert!(found.modules.is_empty());
    assert_eq!(found.skipped[0].reason, SkipReason::OnlyNamed);
    let named = computer.named("store").unwrap();
    assert_eq!(ids(&named), ["store"]);
    let home = parafa::paths::home().unwrap();
    let reserved = format!("configdir='{}/x'", home.display());
    assert_eq!(named.modules[0].setup.reserved, Some(reserved));
}

#[test]
fn a_program_whose_library_nobody_named_is_said_to_be_here() {
    let mut computer = Computer::new();
    let here = computer.path("lib");
    let os = match Os::host() {
        Os::Linux => "linux",
        Os::Macos => "macos",
        Os::Windows => "windows",
    };
    let folder = |path: &Path| {
        let path = path.display();
        format!("folder = [{{ os = '{os}', path = '{path}', confidence = 'likely', src = 'a:b' }}]")
    };
    computer.knows("here", "vendor", &[], &folder(&here));
    computer.knows(
        "gone",
        "vendor",
        &["gone.so"],
        &folder(&here.join("nowhere")),
    );
    let found = computer.all();
    assert_eq!(found.skipped.len(), 1);
    assert_eq!(found.skipped[0].name, "here");
    assert_eq!(found.skipped[0].reason, SkipReason::LibraryUnknown);
    assert_eq!(found.absent, 1);
}

#[cfg(unix)]
#[test]
fn two_links_to_one_file_are_one_module() {
    let mut computer = Computer::new();
    let real = computer.library("real.so.1");
    std::os::unix::fs::symlink(&real, computer.path("lib/link.so")).unwrap();
    computer.knows("linked", "vendor", &["link.so"], "");
    computer.write("p11/r.module", b"module: real.so.1\n");
    let found = computer.all();
    assert_eq!(ids(&found), ["linked"]);
    assert_eq!(found.modules[0].path, real);
    assert_eq!(found.modules[0].shown_path, computer.path("lib/link.so"));
}

#[test]
fn a_header_tells_what_a_file_is_for() {
    let computer = Computer::new();
    let said = |name: &str, bytes: &[u8]| {
        let path = computer.write(name, bytes);
        match inspect(&path).fits_host() {
            Ok(()) => "fits".to_owned(),
            Err(HeaderFault::WrongArchitecture { built_for }) => built_for,
            Err(other) => other.to_string(),
        }
    };
    assert_eq!(said("host", &host_library()), "fits");
    assert_eq!(said("text", b"#!/bin/sh\necho\n"), "no library");
    assert_eq!(said("short", b"\x7fELF"), "no library");
    assert_eq!(said("program", &elf(2, 2, 62)), "no library");
    assert_eq!(said("empty", b""), "empty");
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        assert_eq!(said("i386", &elf(1, 3, 3)), "32-bit x86");
        assert_eq!(said("aarch64", &elf(2, 3, 183)), "64-bit ARM");
        assert_eq!(said("pe32", &pe(0x14c, 0x10b)), "Windows, 32-bit x86");
        assert_eq!(said("macho", &macho(0x0100_000c)), "macOS, 64-bit ARM");
        assert_eq!(said("fat", &fat()), "macOS, 64-bit x86, macOS, 64-bit ARM");
    }
    assert_eq!(
        inspect(&computer.path("lib")).fits_host(),
        Err(HeaderFault::NotLibrary)
    );
    assert_eq!(
        inspect(Path::new("/no/such")).fits_host(),
        Err(HeaderFault::Unreadable)
    );
}

/// A library for the system and processor of this test.
fn host_library() -> Vec<u8> {
    let arm = cfg!(target_arch = "aarch64");
    match Os::host() {
        Os::Linux => elf(2, 3, if arm { 183 } else { 62 }),
        Os::Macos => macho(if arm { 0x0100_000c } else { 0x0100_0007 }),
        Os::Windows => pe(if arm { 0xaa64 } else { 0x8664 }, 0x20b),
    }
}

/// An ELF header: class 1 or 2, type 3 = shared object, machine.
fn elf(class: u8, kind: u16, machine: u16) -> Vec<u8> {
    let mut bytes = vec![0; 64];
    bytes[..7].copy_from_slice(&[0x7f, b'E', b'L', b'F', class, 1, 1]);
    bytes[16..18].copy_from_slice(&kind.to_le_bytes());
    bytes[18..20].copy_from_slice(&machine.to_le_bytes());
    bytes[20] = 1;
    bytes
}

/// DOS header, PE signature, COFF header of a DLL, optional header's magic.
fn pe(machine: u16, magic: u16) -> Vec<u8> {
    let mut bytes = vec![0; 512];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[0x3c] = 0x80;
    bytes[0x80..0x84].copy_from_slice(b"PE\0\0");
    bytes[0x84..0x86].copy_from_slice(&machine.to_le_bytes());
    bytes[0x94..0x96].copy_from_slice(&0xf0_u16.to_le_bytes());
    bytes[0x96..0x98].copy_from_slice(&0x2022_u16.to_le_bytes());
    bytes[0x98..0x9a].copy_from_slice(&magic.to_le_bytes());
    bytes
}

/// A 64-bit Mach-O header of a dylib.
fn macho(cpu: u32) -> Vec<u8> {
    let words = [0xfeed_facf, cpu, 0, 6, 0, 0, 0, 0];
    words
        .iter()
        .flat_map(|word: &u32| word.to_le_bytes())
        .collect()
}

/// A fat header with two parts.
fn fat() -> Vec<u8> {
    let parts = [
        [0x0100_0007, 3, 4096, 4096, 12],
        [0x0100_000c, 0, 8192, 4096, 12],
    ];
    [0xcafe_babe_u32, 2]
        .into_iter()
        .chain(parts.into_iter().flatten())
        .flat_map(u32::to_be_bytes)
        .collect()
}
