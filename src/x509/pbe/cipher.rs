//! The ciphers, all in CBC with the padding of RFC 8018 §6.1.1.

use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{
    BlockCipherDecrypt, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit, KeyIvInit,
};
use cbc::{Decryptor, Encryptor};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use zeroize::Zeroizing;

/// A cipher with the size of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    /// 3DES with three keys.
    Des3,
    /// 3DES with two keys.
    Des2,
    /// RC2 with so many effective bits, and as long a key.
    Rc2(u8),
}

impl Cipher {
    /// Bytes of its key.
    pub(crate) fn key_len(self) -> usize {
        match self {
            Self::Aes128 | Self::Des2 => 16,
            Self::Aes192 | Self::Des3 => 24,
            Self::Aes256 => 32,
            Self::Rc2(bits) => usize::from(bits) / 8,
        }
    }

    /// Bytes of a block, and so of its IV.
    pub(crate) fn block(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::Des3 | Self::Des2 | Self::Rc2(_) => 8,
        }
    }

    /// `None`: key or IV of the wrong size, or what comes out is not padded.
    pub(crate) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        if key.len() != self.key_len() {
            return None;
        }
        match self {
            Self::Aes128 => undone(Decryptor::<Aes128>::new_from_slices(key, iv).ok()?, data),
            Self::Aes192 => undone(Decryptor::<Aes192>::new_from_slices(key, iv).ok()?, data),
            Self::Aes256 => undone(Decryptor::<Aes256>::new_from_slices(key, iv).ok()?, data),
            Self::Des3 => undone(decryptor::<TdesEde3>(key, iv)?, data),
            Self::Des2 => undone(decryptor::<TdesEde2>(key, iv)?, data),
            Self::Rc2(bits) => {
                let rc2 = Rc2::new_with_eff_key_len(key, usize::from(bits));
                undone(Decryptor::inner_iv_slice_init(rc2, iv).ok()?, data)
            }
        }
    }

    /// Only what is written: AES-256 and 3DES.
    pub(crate) fn encrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Aes256 => done(
                Encryptor::<Aes256>::new_from_slices(key, iv).ok()?,
                data,
                16,
            ),
            Self::Des3 => done(
                Encryptor::<TdesEde3>::new_from_slices(key, iv).ok()?,
                data,
                8,
            ),
            _ => None,
        }
    }
}

fn decryptor<C: BlockCipherDecrypt + KeyInit>(key: &[u8], iv: &[u8]) -> Option<Decryptor<C>> {
    Decryptor::inner_iv_slice_init(C::new_from_slice(key).ok()?, iv).ok()
}

fn undone(mode: impl BlockModeDecrypt, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(data.to_vec());
    let size = mode.decrypt_padded::<Pkcs7>(&mut buffer).ok()?.len();
    buffer.truncate(size);
    Some(buffer)
}

fn done(mode: impl BlockModeEncrypt, data: &[u8], block: usize) -> Option<Vec<u8>> {
    let mut buffer = Zeroizing::new(vec![0; data.len() + block]);
    buffer.get_mut(..data.len())?.copy_from_slice(data);
    let encrypted = mode.encrypt_padded::<Pkcs7>(&mut buffer, data.len()).ok()?;
    Some(encrypted.to_vec())
}
