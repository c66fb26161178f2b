import { merkleEmpty, merkleLeaf, merkleNode } from '@amparo/crypto/tlog'
import type { Hasher } from './domain/hasher.ts'

/** RFC 6962 over SHA-256. */
export const hasher: Hasher = { leaf: merkleLeaf, node: merkleNode, empty: merkleEmpty }
