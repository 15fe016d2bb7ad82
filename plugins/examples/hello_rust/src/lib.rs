//! Hello, world in Rust: finds the words "hello" and "你好".
//!
//! rustc gives a cdylib its version script: only what is `#[no_mangle]` is exported. A panic must not
//! cross the C boundary, so `analyze` catches it.

mod abi;

use abi::{Call, Custom, Document, Finding, Host, Instance, Model, PluginInfo, Sink, Span, Str};
use std::ffi::{c_char, CStr};
use std::panic::{catch_unwind, AssertUnwindSafe};

const IDENTITY: &str = concat!(
    "abi=1\nbuilt_minor=0\nrequires_minor=0\nid=hello-rust\nversion=",
    env!("CARGO_PKG_VERSION"),
    "\nvendor=Parallax\nlicence=Apache-2.0\n"
);
const NOTE_BYTES: usize = (IDENTITY.len() + 1 + 3) & !3; // a NUL, then padded to 4

/// Who this file is, readable without running it.
#[used]
#[link_section = ".note.plx"]
static NOTE: abi::Note<NOTE_BYTES> = abi::Note::new(IDENTITY);

const GREETINGS: [&str; 2] = ["hello", "你好"];
const BYTES_PER_POLL: usize = 64 * 1024;

/// The greetings of `text` in order, or None once the call is cancelled.
fn greetings(text: &str, cancelled: impl Fn() -> bool) -> Option<Vec<Span>> {
    let mut found = Vec::new();
    let mut next_poll = 0;
    for (at, _) in text.char_indices() {
        if at >= next_poll {
            if cancelled() {
                return None;
            }
            next_poll = at + BYTES_PER_POLL;
        }
        for word in GREETINGS {
            if text[at..].starts_with(word) {
                found.push(Span { begin: at as u32, end: (at + word.len()) as u32 });
            }
        }
    }
    Some(found)
}

unsafe fn analyze_batch(documents: &[*const Document], call: *const Call, sink: *const Sink) -> i32 {
    for (index, document) in documents.iter().enumerate() {
        let text = (**document).text.as_str();
        let Some(spans) = greetings(text, || ((*call).cancelled)(call) != 0) else {
            return abi::CANCELLED;
        };
        for span in spans {
            let found = Custom {
                base: Finding {
                    size: std::mem::size_of::<Custom>() as u32,
                    kind: abi::FINDING_CUSTOM,
                    span,
                    score: abi::NO_SCORE,
                    reserved: 0,
                    rule: Str::EMPTY,
                },
                kind: Str::new("hello.greeting"),
                payload: Str::EMPTY,
            };
            if ((*sink).emit)(sink, index as u32, &found.base) != abi::OK {
                break;
            }
        }
    }
    abi::OK
}

extern "C" fn analyze(
    _instance: *mut Instance,
    documents: *const *const Document,
    count: u32,
    call: *const Call,
    sink: *const Sink,
) -> i32 {
    if count == 0 {
        return abi::OK; // `documents` may be null then, which no slice is
    }
    let documents = unsafe { std::slice::from_raw_parts(documents, count as usize) };
    catch_unwind(AssertUnwindSafe(|| unsafe { analyze_batch(documents, call, sink) }))
        .unwrap_or(abi::INTERNAL)
}

/// It has no state; the host must only not be given null.
extern "C" fn create_model(_host: *const Host, _config: Str) -> *mut Model {
    std::ptr::NonNull::<u8>::dangling().as_ptr().cast()
}
extern "C" fn destroy_model(_model: *mut Model) {}
extern "C" fn create_instance(model: *mut Model) -> *mut Instance {
    model
}
extern "C" fn destroy_instance(_instance: *mut Instance) {}

const fn c(text: &'static [u8]) -> *const c_char {
    match CStr::from_bytes_with_nul(text) {
        Ok(text) => text.as_ptr(),
        Err(_) => panic!("ends with a NUL and has no other"),
    }
}

/// # Safety
/// `info` is what the host gives, zeroed, of at least this size.
#[no_mangle]
pub unsafe extern "C" fn plx_plugin_entry_v1(_host: *const Host, info: *mut PluginInfo) -> i32 {
    let info = &mut *info;
    info.built_minor = abi::ABI_MINOR;
    info.id = c(b"hello-rust\0");
    info.version = c(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes());
    info.display_name = c(b"Hello in Rust\0");
    info.description = c(b"Finds greetings.\0");
    info.produces = c(b"hello.greeting\0");
    info.languages = c(b"*\0");
    info.create_model = Some(create_model);
    info.destroy_model = Some(destroy_model);
    info.create_instance = Some(create_instance);
    info.destroy_instance = Some(destroy_instance);
    info.analyze = Some(analyze);
    abi::OK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_greetings_at_their_bytes() {
        let spans = greetings("oh, hello 你好 😀", || false).unwrap();
        let found: Vec<(u32, u32)> = spans.iter().map(|s| (s.begin, s.end)).collect();
        assert_eq!(found, [(4, 9), (10, 16)]);
    }

    #[test]
    fn stops_when_cancelled() {
        assert!(greetings("hello", || true).is_none());
    }
}
