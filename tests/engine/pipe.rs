//! The channel itself, recorded on both sides by a relay: no value of a key passes it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;

use parafa::child::{Client, HostProgram, Limits, NoWatch};
use parafa::secret::Secret;
use parafa::token::{Access, Class, Engine, ModuleSetup, Role};

use crate::kit::look;
use crate::values::{AES, PIN, SCALAR, contains, token_with_tellable_keys};

#[test]
fn values_of_keys_do_not_pass_the_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let room = folder.path();
    token_with_tellable_keys(room);
    let relay = room.join("relay.sh");
    let script = format!(
        "#!/bin/sh\ntee '{0}/asked' | '{1}' \"$@\" | tee '{0}/said'\n",
        room.display(),
        env!("CARGO_BIN_EXE_parafa")
    );
    fs::write(&relay, script).unwrap();
    fs::set_permissions(&relay, fs::Permissions::from_mode(0o700)).unwrap();
    let setup = ModuleSetup {
        path: parafa_practice::module().to_owned(),
        ..ModuleSetup::default()
    };
    let env = vec![(
        "SOFTHSM2_CONF".to_owned(),
        room.join("softhsm2.conf").display().to_string(),
    )];
    let program = HostProgram {
        path: PathBuf::from(&relay),
        hidden: Vec::new(),
        log: None,
    };
    let mut client = Client::new(
        "relayed".to_owned(),
        setup,
        env,
        program,
        Limits::default(),
        Arc::new(NoWatch),
    );
    client.module().unwrap();
    let slots = client.slots().unwrap();
    let ready = slots
        .iter()
        .find(|slot| slot.token.as_ref().is_ok_and(|token| token.initialised));
    let slot = ready.unwrap().id;
    client.open(slot, Access::Read).unwrap();
    client
        .login(slot, Role::User, Some(&Secret::from_text(PIN.to_owned())))
        .unwrap();
    let (objects, _) = look(&mut client, slot, &Class::ALL);
    let mut others = 0;
    client
        .look_others(slot, &mut |batch| {
            others += batch.len();
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    client.end();
    assert_eq!(
        (objects.len(), others),
        (1, 1),
        "the EC key is read, the AES key named"
    );
    for side in ["asked", "said"] {
        let recorded = fs::read(room.join(side)).unwrap();
        assert!(recorded.len() > 100, "{side} was recorded");
        assert!(
            !contains(&recorded, &SCALAR) && !contains(&recorded, &AES),
            "a value passed: {side}"
        );
    }
}
