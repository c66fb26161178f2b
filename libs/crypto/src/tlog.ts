/** Logs as C2SP describes them: notes, checkpoints, cosignatures, tiles and proofs, and what stands in a leaf of the access log. */
export * from './tlog/checkpoint.ts'
export * from './tlog/leaf-record.ts'
export * from './tlog/merkle.ts'
export * from './tlog/note.ts'
export * from './tlog/note-key.ts'
export * from './tlog/proof.ts'
export { sha256 } from './tlog/sha256.ts'
export * from './tlog/tiles.ts'
