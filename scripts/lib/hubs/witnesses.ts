import { readFileSync } from 'node:fs'
import { loadTrust } from '@amparo/crypto'
import { NoteAlgorithm, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { originOf, witnessNameOf } from '../../../services/audit/src/domain/checkpoint.ts'
import type { Addresses } from './addresses.ts'
import type { InstalledHub } from './installation.ts'
import type { Layout } from './layout.ts'
import { writePrivate } from './secrets.ts'

/**
 * The hubs of one installation are witnesses of each other's logs; a hub that is alone has none, and no file. A real hub names others
 * beside them, outside its operator.
 */
export function writeWitnesses(
  file: string,
  peers: readonly InstalledHub[],
  { layout, addresses }: { layout: Layout; addresses: Addresses },
): void {
  const lines = peers.flatMap(peer => {
    const { publicKey } = loadTrust(readFileSync(layout.hub(peer.hub).trust, 'utf8')).keyOf('audit')
    const log = noteKeyOf(originOf(peer.hub), NoteAlgorithm.ED25519, publicKey)
    const witness = noteKeyOf(witnessNameOf(peer.hub), NoteAlgorithm.COSIGNATURE, publicKey)
    return [`log ${noteKeyText(log)}\n`, `witness ${noteKeyText(witness)} ${addresses.inside(peer, 'audit')}\n`]
  })
  if (lines.length > 0) writePrivate(file, lines.join(''))
}
