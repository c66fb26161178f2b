import { existsSync, readFileSync } from 'node:fs'
import { loadTrust } from '@amparo/crypto'
import { NoteAlgorithm, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { originOf, witnessNameOf } from '../../../services/audit/src/domain/checkpoint.ts'
import type { Addresses } from './addresses.ts'
import type { InstalledHub } from './installation.ts'
import type { Layout } from './layout.ts'
import { writePrivate } from './secrets.ts'

const OURS =
  '# Hubs of one installation: one operator runs them all, so this is a trial. Others outside of it are named below.\n'

/**
 * The hubs of one installation are witnesses of each other's logs, which is for trying out; a hub that is alone has none, and no file. A real
 * hub names others, outside its operator: those lines of the file stay as they are.
 */
export function writeWitnesses(
  file: string,
  peers: readonly InstalledHub[],
  { layout, addresses }: { layout: Layout; addresses: Addresses },
): void {
  const ours = peers.flatMap(peer => {
    const { publicKey } = loadTrust(readFileSync(layout.hub(peer.hub).trust, 'utf8')).keyOf('audit')
    const log = noteKeyOf(originOf(peer.hub), NoteAlgorithm.ED25519, publicKey)
    const witness = noteKeyOf(witnessNameOf(peer.hub), NoteAlgorithm.COSIGNATURE, publicKey)
    return [`log ${noteKeyText(log)}\n`, `witness ${noteKeyText(witness)} ${addresses.inside(peer, 'audit')}\n`]
  })
  if (ours.length === 0) return
  writePrivate(file, [OURS, ...ours, ...othersIn(file, ours)].join(''))
}

/** Lines that name nobody of the installation, whatever the address at which its hubs are now. */
function othersIn(file: string, ours: readonly string[]): string[] {
  if (!existsSync(file)) return []
  const keyIn = (line: string) => line.trim().split(/\s+/)[1]
  const keys = new Set(ours.map(keyIn))
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '' && `${line}\n` !== OURS && !keys.has(keyIn(line)))
    .map(line => `${line}\n`)
}
