//! What the script orders.

#![allow(
    unsafe_code,
    reason = "the built module is loaded as its host loads it"
)]

mod common;

use std::process::{Command, Output};
use std::ptr;
use std::time::{Duration, Instant};

use common::Module;
use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_RV, CK_ULONG, CK_UNAVAILABLE_INFORMATION, CKA_CLASS, CKA_EC_PARAMS,
    CKA_ID, CKA_LABEL, CKA_MODULUS, CKA_VALUE, CKM_EC_KEY_PAIR_GEN, CKO_CERTIFICATE,
    CKO_PRIVATE_KEY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_DEVICE_ERROR, CKR_DEVICE_REMOVED, CKR_OK,
    CKR_TOKEN_NOT_PRESENT, CKU_USER,
};
use parafa_faulty::{Phase, TokenFile, library, log_calls};

fn with_certificate() -> TokenFile {
    TokenFile::new("t").with_certificate(&[1], "c", b"der")
}

#[test]
fn denied_attributes_are_unavailable() {
    let module = Module::start(
        &with_certificate(),
        &[(
            "FAULTY_SCRIPT",
            "C_GetAttributeValue=deny:0x102,0x11;C_GenerateKeyPair=deny:0x3",
        )],
    );
    let (rv, lengths, values) = module.read(1, &[CKA_ID, CKA_LABEL, CKA_VALUE]);
    assert_eq!(rv, CKR_ATTRIBUTE_TYPE_INVALID);
    assert_eq!(
        lengths,
        [CK_UNAVAILABLE_INFORMATION, 1, CK_UNAVAILABLE_INFORMATION]
    );
    assert_eq!(values[1], b"c");
    assert_eq!(module.read(1, &[CKA_LABEL]).0, CKR_OK);
    module.login(CKU_USER, "123456");
    let params: &[u8] = &[6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];
    let labelled = module.generate(
        CKM_EC_KEY_PAIR_GEN,
        &[(CKA_EC_PARAMS, params)],
        &[(CKA_LABEL, b"x")],
    );
    assert_eq!(labelled, Err(CKR_ATTRIBUTE_TYPE_INVALID));
    module
        .generate(CKM_EC_KEY_PAIR_GEN, &[(CKA_EC_PARAMS, params)], &[])
        .unwrap();
}

#[test]
fn stopping_early_leaves_the_rest_untouched() {
    let module = Module::start(
        &with_certificate(),
        &[("FAULTY_SCRIPT", "C_GetAttributeValue@1=stop-early")],
    );
    let types = [CKA_LABEL, CKA_MODULUS, CKA_ID];
    let (rv, lengths, _) = module.read(1, &types);
    assert_eq!(rv, CKR_ATTRIBUTE_TYPE_INVALID);
    assert_eq!(lengths, [1, CK_UNAVAILABLE_INFORMATION, 600]);
    assert_eq!(module.read(1, &types).1, [1, CK_UNAVAILABLE_INFORMATION, 1]);
    let asked = log_calls(module.log())
        .into_iter()
        .find(|call| call.function == "C_GetAttributeValue");
    let asked = asked.unwrap();
    assert_eq!(
        (asked.get("object"), asked.numbers("types")),
        (Some("1"), vec![0x3, 0x120, 0x102])
    );
}

#[test]
fn answers_come_before_or_after_the_deed() {
    let script =
        "C_GenerateKeyPair@1=rv:CKR_DEVICE_ERROR;C_GenerateKeyPair@2=after:CKR_DEVICE_ERROR";
    let module = Module::start(&TokenFile::new("t"), &[("FAULTY_SCRIPT", script)]);
    module.login(CKU_USER, "123456");
    let params: &[u8] = &[6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];
    for keys in [0, 1] {
        let made = module.generate(CKM_EC_KEY_PAIR_GEN, &[(CKA_EC_PARAMS, params)], &[]);
        assert_eq!(made, Err(CKR_DEVICE_ERROR));
        assert_eq!(module.find(CKO_PRIVATE_KEY).0.len(), keys);
    }
}

#[test]
fn lists_can_be_garbage_or_short() {
    let script = "C_GetSlotList@1=garbage;C_GetAttributeValue@1=garbage;C_FindObjects=short;C_GetSlotList@2=delay:50";
    let token = with_certificate().with_certificate(&[2], "d", b"der");
    let module = Module::start(&token, &[("FAULTY_SCRIPT", script)]);
    assert_eq!(module.slots(), (CKR_OK, 0xFFFF_FFF0));
    let before = Instant::now();
    assert_eq!(module.slots(), (CKR_OK, 1));
    assert!(before.elapsed() >= Duration::from_millis(50));
    assert_eq!(module.read(1, &[CKA_CLASS]).1, [0x7FFF_FFFF]);
    assert_eq!(module.find(CKO_CERTIFICATE), (vec![1, 2], 3));
}

#[test]
fn a_token_can_be_pulled_out_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let flag = folder.path().join("removed");
    let module = Module::start(
        &with_certificate(),
        &[("FAULTY_REMOVED", flag.to_str().unwrap())],
    );
    assert_eq!(module.login(CKU_USER, "123456"), CKR_OK);
    std::fs::write(&flag, "").unwrap();
    assert_eq!(module.slots(), (CKR_OK, 0));
    assert_eq!(module.token_flags(), Err(CKR_TOKEN_NOT_PRESENT));
    assert_eq!(module.login(CKU_USER, "123456"), CKR_DEVICE_REMOVED);
    std::fs::remove_file(&flag).unwrap();
    assert_eq!(module.slots(), (CKR_OK, 1));
    assert_ne!(
        module.login(CKU_USER, "123456"),
        CKR_OK,
        "its session is gone"
    );
}

/// The host that the following tests start: it loads the built module and initialises it.
#[test]
#[ignore = "run by the other tests, in a process of its own"]
fn host() {
    // SAFETY: our own module.
    let library = unsafe { libloading::Library::new(library()) }.unwrap();
    // SAFETY: the type that PKCS#11 fixes.
    let entry: libloading::Symbol<unsafe extern "C" fn(*mut *mut CK_FUNCTION_LIST) -> CK_RV> =
        unsafe { library.get(b"C_GetFunctionList\0") }.unwrap();
    let mut list = ptr::null_mut();
    // SAFETY: room for a pointer, and the list is a static of the module.
    let list = unsafe {
        assert_eq!(entry(&raw mut list), CKR_OK);
        *list
    };
    let mut count: CK_ULONG = 0;
    // SAFETY: as PKCS#11 wants it.
    let rv = unsafe {
        assert_eq!(list.C_Initialize.unwrap()(ptr::null_mut()), CKR_OK);
        list.C_GetSlotList.unwrap()(0, ptr::null_mut(), &raw mut count)
    };
    println!("host: {rv:#x} {count}");
}

fn run_host(script: &str) -> (Output, Vec<parafa_faulty::Call>) {
    let folder = tempfile::tempdir().unwrap();
    let (token, log) = (folder.path().join("t.json"), folder.path().join("log"));
    TokenFile::new("t")
        .with(|t| t.extra_slots = 2)
        .write(&token);
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "host", "--ignored", "--nocapture"])
        .env("FAULTY_TOKEN", &token)
        .env("FAULTY_LOG", &log)
        .env("FAULTY_SCRIPT", script)
        .output()
        .unwrap();
    (output, log_calls(log))
}

#[test]
fn a_process_can_end_in_a_call() {
    let (output, calls) = run_host("C_GetSlotList=exit:7");
    assert_eq!(output.status.code(), Some(7));
    let last = calls.last().unwrap();
    assert_eq!(
        (last.function.as_str(), last.phase),
        ("C_GetSlotList", Phase::Enter)
    );
    let (output, _) = run_host("C_Initialize=crash-after");
    assert!(!output.status.success());
    let (output, _) = run_host("C_GetFunctionList=exit:3");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_module_can_print_on_both_handles() {
    let (output, _) = run_host("C_GetSlotList=print:loud module");
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        out.contains("loud module") && err.contains("loud module"),
        "{out}{err}"
    );
    assert!(out.contains("host: 0x0 3"), "{out}");
}

#[test]
fn a_typing_error_ends_the_host() {
    let (output, _) = run_host("C_GetSlotLits=crash");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no such function: `C_GetSlotLits`"));
}
