//! The part of the C ABI (plx/*.h) that this example needs, field for field. `size_of` is checked
//! against the headers' numbers below: a struct that is cut short would be read past its end.
#![allow(dead_code)]

use std::ffi::{c_char, c_void};

pub const ABI_MINOR: u32 = 0;
pub const OK: i32 = 0;
pub const CANCELLED: i32 = 1;
pub const INTERNAL: i32 = 13;
pub const FINDING_CUSTOM: u32 = 6;
pub const NO_SCORE: i32 = i32::MIN;

/// Borrowed bytes; `data` may be null only if `size` is 0.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Str {
    pub data: *const u8,
    pub size: usize,
}

impl Str {
    pub const EMPTY: Str = Str { data: std::ptr::null(), size: 0 };

    pub fn new(text: &str) -> Str {
        Str { data: text.as_ptr(), size: text.len() }
    }

    /// # Safety
    /// The host lends it for at least `'a`, and says that it is UTF-8.
    pub unsafe fn as_str<'a>(self) -> &'a str {
        if self.size == 0 {
            return "";
        }
        std::str::from_utf8_unchecked(std::slice::from_raw_parts(self.data, self.size))
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Span {
    pub begin: u32,
    pub end: u32,
}

#[repr(C)]
pub struct Host {
    pub struct_size: u32,
    pub abi_minor: u32,
    pub abi_min_minor: u32,
    pub reserved: u32,
    pub host: *mut c_void,
    pub log: extern "C" fn(*const Host, u32, Str),
    pub fail: extern "C" fn(*const Host, i32, Str),
    pub get_extension: extern "C" fn(*const Host, *const c_char) -> *const c_void,
    pub data_dir: Str,
}

#[repr(C)]
pub struct Array {
    pub data: *const c_void,
    pub count: u32,
    pub stride: u32,
}

#[repr(C)]
pub struct Document {
    pub struct_size: u32,
    pub reserved: u32,
    pub name: Str,
    pub revision: Str,
    pub text: Str,
    pub language: Str,
    pub title: Str,
    pub source: Str,
    pub source_name: Str,
    pub feed: Str,
    pub published: Str,
    pub published_precision: u32,
    pub reserved2: u32,
    pub blocks: Array,
    pub references: Array,
    pub sentences: Array,
    pub tokens: Array,
    pub findings: *const *const Finding,
    pub finding_count: u32,
    pub reserved3: u32,
}

#[repr(C)]
pub struct Finding {
    pub size: u32,
    pub kind: u32,
    pub span: Span,
    pub score: i32,
    pub reserved: u32,
    pub rule: Str,
}

#[repr(C)]
pub struct Custom {
    pub base: Finding,
    pub kind: Str,
    pub payload: Str,
}

#[repr(C)]
pub struct Call {
    pub struct_size: u32,
    pub reserved: u32,
    pub host: *mut c_void,
    pub cancelled: extern "C" fn(*const Call) -> u32,
    pub remaining_ns: extern "C" fn(*const Call) -> i64,
    pub options_json: Str,
}

#[repr(C)]
pub struct Sink {
    pub struct_size: u32,
    pub reserved: u32,
    pub host: *mut c_void,
    pub emit: extern "C" fn(*const Sink, u32, *const Finding) -> i32,
    pub fail: extern "C" fn(*const Sink, u32, i32, Str),
}

/// Opaque to the host.
pub type Model = c_void;
pub type Instance = c_void;

#[repr(C)]
pub struct PluginInfo {
    pub struct_size: u32,
    pub built_minor: u32,
    pub requires_minor: u32,
    pub preferred_batch: u32,
    pub id: *const c_char,
    pub version: *const c_char,
    pub display_name: *const c_char,
    pub description: *const c_char,
    pub consumes: *const c_char,
    pub produces: *const c_char,
    pub languages: *const c_char,
    pub labels: *const c_char,
    pub config_schema: *const c_char,
    pub options_schema: *const c_char,
    pub create_model: Option<extern "C" fn(*const Host, Str) -> *mut Model>,
    pub destroy_model: Option<extern "C" fn(*mut Model)>,
    pub create_instance: Option<extern "C" fn(*mut Model) -> *mut Instance>,
    pub destroy_instance: Option<extern "C" fn(*mut Instance)>,
    pub analyze: Option<
        extern "C" fn(*mut Instance, *const *const Document, u32, *const Call, *const Sink) -> i32,
    >,
    pub get_extension: Option<extern "C" fn(*const c_char) -> *const c_void>,
}

const _: () = assert!(std::mem::size_of::<Host>() == 64);
const _: () = assert!(std::mem::size_of::<Document>() == 240);
const _: () = assert!(std::mem::size_of::<Custom>() == 72);
const _: () = assert!(std::mem::size_of::<Call>() == 48);
const _: () = assert!(std::mem::size_of::<Sink>() == 32);
const _: () = assert!(std::mem::size_of::<PluginInfo>() == 144);

/// An ELF note as plx/note.h describes it. `N`: bytes of the text, padded to 4.
#[repr(C, align(4))]
pub struct Note<const N: usize> {
    name_size: u32,
    desc_size: u32,
    kind: u32,
    name: [u8; 12],
    desc: [u8; N],
}

impl<const N: usize> Note<N> {
    pub const fn new(text: &str) -> Note<N> {
        let mut desc = [0u8; N];
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            desc[i] = bytes[i];
            i += 1;
        }
        Note { name_size: 9, desc_size: N as u32, kind: 1, name: *b"Parallax\0\0\0\0", desc }
    }
}
