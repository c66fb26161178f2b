import type { SealedTexts } from './sealed-texts.ts'

export const en: SealedTexts = {
  title: 'Sealed to your agency',
  lead: 'Your agency holds its keys itself: this hub cannot open what came. You can download it and open it at your agency, without a network, with amparo-open or gpg.',
  limits:
    'A download stands in the access log with your name, and the sender gets a statement that it was retrieved. After that no system can limit it or take it back; the law does: for the stated purpose alone, passed on to nobody without leave, and destroyed when you are asked to.',
  file: 'Sealed to your agency’s own key: this hub cannot open it, and has not looked at it for malware. Open it at your agency, with amparo-open or gpg. The download stands in the log, and after it no system limits the file.',
  item: 'Sealed to your agency’s own key: this hub cannot open it. Open it at your agency, with amparo-open or gpg. The download stands in the log, and after it no system limits what it says.',
  report: at => `Assessment of ${at}`,
  forAuthority: 'Sealed to the central authority’s own key: it alone can download and open it.',
  compare: sha256 => `The request names it by the hash ${sha256}: the manifest inside has to say the same.`,
  fetch: 'Download the folder (ZIP)',
  fetching: 'Preparing …',
  fetched: (name, key) => `Downloaded: ${name}.zip. Open it with the key ${key}.`,
  howToOpen: 'How to open it',
  program:
    'Unpack the ZIP. At a machine of your agency with Node.js 20 or newer, which needs no network, run: node amparo-open.mjs FOLDER/bundle --key YOUR-KEY.asc --signer CERTIFICATE.asc --out FILE. It verifies everything and tells who had it. CERTIFICATE.asc is in FOLDER/signers; compare its fingerprint with your directory.',
  fetchProgram: 'Download amparo-open.mjs',
  compareProgram: sha256 =>
    `SHA-256 of the program: ${sha256}. Compare it with what your hub’s operator tells you by another way before you run it.`,
  toSend:
    'This agency holds its keys itself. What you send is sealed to its key and it alone opens it: by sending, it is disclosed. A later withdrawal reaches it, but nothing can take it away.',
}
