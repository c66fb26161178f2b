/** Files of any size as bundles of encrypted chunks, and their chain of custody (ADR 28). Needs Node. */
export { bundleFolder } from './bundle/bundle-folder.ts'
export { checkBundle } from './bundle/check-bundle.ts'
export { type CustodyAct, holderOf, isGone, type SignedEntry, type VerifiedEntry, withEntry } from './bundle/custody.ts'
export { BundleFault, type BundleFaultCode, bundleFaults } from './bundle/faults.ts'
export { type CipheredFile, FILE_SECRET_BYTES, fileCipher } from './bundle/file-cipher.ts'
export { inChunks } from './bundle/in-chunks.ts'
export { type ItemHashes, itemHasher, rootOf } from './bundle/item-hashes.ts'
export { LISTING, LISTING_SIGNATURE, readListing } from './bundle/listing.ts'
export { type BundleSource, type OpenedBundle, type OpenOptions, openBundle } from './bundle/open-bundle.ts'
export {
  type CustodyEntry,
  GONE_ACTS,
  MAX_CHUNK_BYTES,
  MAX_CHUNKS,
  type Manifest,
  MIN_CHUNK_BYTES,
  readCustodyEntry,
} from './bundle/papers.ts'
export { type BundleSink, type BundleTerms, type SealBundle, sealBundle } from './bundle/seal-bundle.ts'
export { stampedBy, type TimestampAuthority } from './bundle/timestamp-authority.ts'
export { unlockKey } from './bundle/unlock-key.ts'
