//! USB devices by their numbers: a hint that a token is plugged in though no reader shows it (Q56). Linux tells them in
//! files; elsewhere nothing is known.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where Linux tells them.
const DEVICES: &str = "/sys/bus/usb/devices";
/// Where Linux has their files.
const FILES: &str = "/dev/bus/usb";
/// Devices that are read: no computer has more.
const MOST: usize = 256;

/// A USB device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Who made it.
    pub vendor: u16,
    /// What it is.
    pub product: u16,
    /// What it calls itself.
    pub name: Option<String>,
    /// Whether this user may open it; `None` where that cannot be told.
    pub allowed: Option<bool>,
}

/// All USB devices, by their numbers.
#[must_use]
pub fn devices() -> Vec<Device> {
    of_folders(Path::new(DEVICES), Path::new(FILES))
}

fn of_folders(told: &Path, files: &Path) -> Vec<Device> {
    let Ok(entries) = fs::read_dir(told) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let devices = paths.iter().take(MOST);
    devices.filter_map(|path| device(path, files)).collect()
}

fn device(path: &Path, files: &Path) -> Option<Device> {
    let text = |name: &str| {
        let text = fs::read_to_string(path.join(name)).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let number = |name: &str| u16::from_str_radix(&text(name)?, 16).ok();
    let (vendor, product) = (number("idVendor")?, number("idProduct")?);
    let part = |name: &str| text(name)?.parse::<u16>().ok();
    let file = part("busnum").zip(part("devnum"));
    let allowed = file.and_then(|(bus, device)| {
        let file = files.join(format!("{bus:03}")).join(format!("{device:03}"));
        // Opening a device's file asks nothing of the device.
        match OpenOptions::new().read(true).write(true).open(file) {
            Ok(_) => Some(true),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Some(false),
            Err(_) => None,
        }
    });
    Some(Device {
        vendor,
        product,
        name: text("product"),
        allowed,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::of_folders;

    #[test]
    fn devices_are_read_from_their_files_and_others_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told");
        let write = |device: &str, name: &str, text: &str| {
            fs::create_dir_all(told.join(device)).unwrap();
            fs::write(told.join(device).join(name), text).unwrap();
        };
        write("1-1", "idVendor", "0529\n");
        write("1-1", "idProduct", "0620\n");
        write("1-1", "product", "Token JC\n");
        write("1-1", "busnum", "1\n");
        write("1-1", "devnum", "7\n");
        write("1-1:1.0", "bInterfaceClass", "0b\n");
        write("1-2", "idVendor", "zzzz\n");
        write("1-2", "idProduct", "0001\n");
        let files = folder.path().join("files");
        fs::create_dir_all(files.join("001")).unwrap();
        fs::write(files.join("001/007"), "").unwrap();
        let devices = of_folders(&told, &files);
        assert_eq!(devices.len(), 1, "{devices:?}");
        assert_eq!((devices[0].vendor, devices[0].product), (0x0529, 0x0620));
        assert_eq!(devices[0].name.as_deref(), Some("Token JC"));
        assert_eq!(devices[0].allowed, Some(true));
        assert!(of_folders(&folder.path().join("none"), &files).is_empty());
    }
}
