// Opening the request, sealing the answer and the draft: docs/review-page-format.md.

const utf8 = new TextEncoder();

function fromBase64url(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64(bytes) {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(binary).replace(/=+$/, "");
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let reached = 0;
  for (const part of parts) {
    all.set(part, reached);
    reached += part.length;
  }
  return all;
}

function padded(content, block) {
  const length = Math.ceil((content.length + 1) / block) * block;
  const all = new Uint8Array(length);
  all.set(content);
  all[content.length] = 0x80;
  return all;
}

function unpadded(content) {
  let end = content.length - 1;
  while (end >= 0 && content[end] === 0) end -= 1;
  if (end < 0 || content[end] !== 0x80) throw new Error("padding");
  return content.subarray(0, end);
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

async function hkdfKey(secret, salt, info, usage) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: utf8.encode(info) };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, usage);
}

function foldedPassphrase(passphrase) {
  return passphrase.normalize("NFKC").toLowerCase().replace(/[^a-z]+/g, " ").trim();
}

// Returns the content and the key for drafts; throws if the passphrase does not fit.
async function openRequest(sealed, passphrase) {
  const salt = fromBase64url(sealed.salt);
  const typed = utf8.encode(foldedPassphrase(passphrase));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: sealed.iterations };
  const master = new Uint8Array(await crypto.subtle.deriveBits(how, base, 256));
  const none = new Uint8Array(0);
  const key = await hkdfKey(master, none, "report-tool/review request key", ["decrypt"]);
  const count = new Uint8Array(4);
  new DataView(count.buffer).setUint32(0, sealed.iterations);
  const additionalData = joined(utf8.encode(sealed.format + "\0"), [sealed.version], count, salt);
  const opened = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: fromBase64url(sealed.iv), additionalData },
    key,
    fromBase64url(sealed.payload),
  );
  const draftKey = await hkdfKey(master, none, "report-tool/review draft key", ["encrypt", "decrypt"]);
  const content = JSON.parse(new TextDecoder().decode(unpadded(new Uint8Array(opened))));
  return { content, draftKey };
}

async function sealAnswer(content, answer) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const replyKey = fromBase64url(content.replyKey);
  const theirs = await crypto.subtle.importKey("raw", replyKey, curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const how = { name: "ECDH", public: theirs };
  const shared = new Uint8Array(await crypto.subtle.deriveBits(how, ours.privateKey, 256));
  const salt = joined(point, replyKey);
  const key = await hkdfKey(shared, salt, "report-tool/review answer key", ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bound = ["report-tool/review-answer", "\x01", content.caseId, content.reviewHash];
  const additionalData = utf8.encode(bound.join("\0"));
  const plain = padded(utf8.encode(JSON.stringify(answer)), 1024);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain);
  const keyId = (await sha256(replyKey)).subarray(0, 8);
  const body = joined(utf8.encode("RTRA"), [1], keyId, point, iv, new Uint8Array(sealed));
  return armoured(joined(body, (await sha256(body)).subarray(0, 4)));
}

function armoured(bytes) {
  const lines = toBase64(bytes).match(/.{1,64}/g);
  return ["-----BEGIN RAPPORTSVAR-----", ...lines, "-----END RAPPORTSVAR-----", ""].join("\n");
}

// A half-done answer in this browser, only if the employee asks for it.
class Draft {
  constructor(sealed, content, key) {
    this.sealed = sealed;
    this.key = key;
    this.additionalData = utf8.encode("report-tool/review-draft\0" + content.reviewHash);
  }

  async name() {
    const digest = (await sha256(fromBase64url(this.sealed.salt))).subarray(0, 8);
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return "report-tool-review-" + hex;
  }

  async save(answers) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: this.additionalData };
    const plain = padded(utf8.encode(JSON.stringify(answers)), 1024);
    const sealed = new Uint8Array(await crypto.subtle.encrypt(how, this.key, plain));
    localStorage.setItem(await this.name(), toBase64(joined(iv, sealed)));
  }

  async load() {
    try {
      const stored = localStorage.getItem(await this.name());
      if (!stored) return null;
      const bytes = fromBase64url(stored);
      const how = {
        name: "AES-GCM",
        iv: bytes.subarray(0, 12),
        additionalData: this.additionalData,
      };
      const plain = await crypto.subtle.decrypt(how, this.key, bytes.subarray(12));
      return JSON.parse(new TextDecoder().decode(unpadded(new Uint8Array(plain))));
    } catch {
      return null;
    }
  }

  async remove() {
    localStorage.removeItem(await this.name());
  }
}
