//! NSS's store, which its own tool makes.

use std::fs;

use serde_json::Value;

use crate::beside::{library, version};
use crate::kit::{PIN, SO_PIN, World, ran, text};
use crate::story::{Begin, Stage};
use crate::table;

/// Its database is named in `reserved` of `C_Initialize`: here by the user's own registry.
#[test]
fn nss() {
    let world = World::new();
    let folder = world.file("nss");
    fs::create_dir(&folder).unwrap();
    fs::write(world.file("pin"), format!("{PIN}\n")).unwrap();
    let database = format!("sql:{}", text(&folder));
    world.judge("certutil", &["-N", "-d", &database, "-f", "pin"]);
    let path = library("libnss3", "libsoftokn3.so", "");
    let reserved = format!(
        r#"reserved = "configdir='{database}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=""#
    );
    world.registry("nss", &path, &reserved);
    let stage = Stage {
        world: &world,
        program: &|name| world.command(name),
        module: "nss",
        token: "NSS Certificate DB",
        pin: PIN,
        so_pin: SO_PIN,
        begin: Begin::Tool,
        judge: certutil,
    };
    table::is_as_found("NSS softokn", &version("libnss3"), &stage.play());
    // Q46: of its slot without a PIN it says that the longest one has no letters.
    let told = ran(stage.parafa(&["pin"]).output().unwrap()).code(0);
    let told = told.document("pin");
    let tokens = told["tokens"].as_array().unwrap();
    let most: Vec<&Value> = tokens.iter().map(|token| &token["pin"]["max"]).collect();
    assert_eq!(most, [&Value::Null, &Value::from(500)]);
}

/// NSS's own tool, which knows certificates by their labels.
fn certutil(stage: &Stage<'_>, _id: &str, label: &str) -> Vec<u8> {
    let mut command = (stage.program)("certutil");
    let database = format!("sql:{}", text(&stage.world.file("nss")));
    command.args(["-L", "-d", &database, "-r", "-n", label]);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{done:?}");
    done.stdout
}
