/**
 * The second verifier of an access log: one file for whoever does not want to believe ours, with nothing of the first (scripts/lib/audit)
 * in it. It reads the specifications of C2SP and RFC 6962 by recursion over ranges of leaves, needs Node 18 and no package, and no network:
 *
 *   node audit-recheck.mjs FOLDER KEYS [HEAD...]
 *
 * FOLDER has the files of a log (checkpoint, tile/...), KEYS the lines `log KEY`, `witness KEY`, `quorum N`; each HEAD is a checkpoint
 * that was kept. It writes what is wrong, a line each, and ends with 0 if nothing is, 1 if something is, 2 if it cannot be told.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

class Wrong extends Error {}
const wrong = text => {
  throw new Wrong(text)
}

// --- RFC 6962, 2.1

const sha256 = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
const ZERO = Buffer.from([0])
const ONE = Buffer.from([1])

/** MTH(D[begin:end]); `leaf` gives the hash of one. Subtrees that are whole are remembered, since tiles are made of them. */
function treeHash(leaf, begin, end, known) {
  const n = end - begin
  if (n === 0) return sha256()
  if (n === 1) return leaf(begin)
  const name = `${begin}-${end}`
  const seen = known.get(name)
  if (seen) return seen
  let k = 1
  while (2 * k < n) k = 2 * k
  const hash = sha256(ONE, treeHash(leaf, begin, begin + k, known), treeHash(leaf, begin + k, end, known))
  if (n === 2 * k) known.set(name, hash)
  return hash
}

// --- signed-note, tlog-cosignature

const DASH = Buffer.from('\u2014 ')

/** Byte by byte: the signatures are what stands after the last empty line. */
function readNote(bytes) {
  for (const byte of bytes) if (byte < 32 && byte !== 10) wrong('control characters in a note')
  const gap = bytes.lastIndexOf('\n\n')
  if (gap < 0 || bytes[bytes.length - 1] !== 10) wrong('no note')
  const signatures = []
  for (let at = gap + 2; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const line = bytes.subarray(at, end)
    if (!line.subarray(0, DASH.length).equals(DASH)) wrong('a line of a note that is no signature')
    const space = line.lastIndexOf(32)
    const name = line.subarray(DASH.length, space)
    if (space <= DASH.length || name.includes(32) || name.includes(43)) wrong('a signature without a name')
    const value = decode(line.subarray(space + 1).toString('latin1'))
    if (value.length < 5) wrong('a signature that is too short')
    signatures.push({ name: name.toString('latin1'), id: value.readUInt32BE(), value: value.subarray(4) })
    at = end + 1
  }
  if (signatures.length === 0) wrong('a note without signatures')
  return { text: bytes.subarray(0, gap + 1), signatures }
}

/** Base64 of RFC 4648 to the letter, also in the bits that are left over. */
function decode(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : wrong('what should be base64 is not')
}

const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** name+hash+base64(kind, key); kind 1 signs the text, kind 4 the text and a time. */
function readKey(text) {
  const [, name, hash, value] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? wrong(`no key: ${text}`)
  const key = decode(value)
  const id = sha256(name, '\n', key).readUInt32BE()
  if (key.length !== 33 || id !== Number.parseInt(hash, 16) || (key[0] !== 1 && key[0] !== 4)) wrong(`no key: ${text}`)
  const spki = { key: Buffer.concat([SPKI, key.subarray(1)]), format: 'der', type: 'spki' }
  return { name, id, timed: key[0] === 4, publicKey: createPublicKey(spki) }
}

/** When the key signed the note (0 for one that tells no time); undefined if it did not. */
function signedAt(note, { name, id, timed, publicKey }) {
  const mine = note.signatures.find(signature => signature.name === name && signature.id === id)
  if (!mine) return undefined
  if (mine.value.length !== (timed ? 72 : 64)) wrong(`the signature of ${name} has another length`)
  const time = timed ? mine.value.readBigUInt64BE() : 0n
  const message = timed ? Buffer.concat([Buffer.from(`cosignature/v1\ntime ${time}\n`), note.text]) : note.text
  if (!verify(null, message, publicKey, mine.value.subarray(timed ? 8 : 0))) wrong(`${name} has not signed this`)
  return Number(time)
}

// --- tlog-checkpoint

export function readKeys(text) {
  const lines = text
    .split('\n')
    .map(line => line.split('#')[0].trim())
    .filter(Boolean)
  const of = word => lines.filter(line => line.startsWith(`${word} `)).map(line => line.slice(word.length + 1).trim())
  const [logs, witnesses, [quorum = String(Math.min(1, of('witness').length))]] = [
    of('log'),
    of('witness'),
    of('quorum'),
  ]
  if (logs.length !== 1 || !/^\d+$/.test(quorum) || Number(quorum) > witnesses.length) wrong('no file of keys')
  return { log: readKey(logs[0]), witnesses: witnesses.map(readKey), quorum: Number(quorum) }
}

function readHead(bytes, { log, witnesses, quorum }) {
  const note = readNote(bytes)
  if (signedAt(note, log) === undefined) wrong('the log has not signed this')
  const lines = note.text.toString('latin1').split('\n')
  if (lines.length !== 4 || lines[0] !== log.name || !/^(0|[1-9][0-9]{0,14})$/.test(lines[1]))
    wrong('no checkpoint of this log')
  const times = witnesses.map(witness => signedAt(note, witness)).filter(time => time !== undefined)
  if (times.length < quorum) wrong('too few witnesses have signed this')
  return { size: Number(lines[1]), root: decode(lines[2]), times }
}

// --- tlog-tiles

function tileName(kind, n, width) {
  const digits = n.toString().padStart(Math.ceil(n.toString().length / 3) * 3, '0')
  const path = digits.replace(/\d{3}(?=\d)/g, 'x$&/')
  return `tile/${kind}/${path}${width === 256 ? '' : `.p/${width}`}`
}

/** The leaves' bytes, one bundle at a time in memory. */
function leafReader(size, get) {
  let open = -1
  let leaves = []
  return index => {
    const n = Math.floor(index / 256)
    if (n !== open) {
      const width = Math.min(256, size - n * 256)
      const name = tileName('entries', n, width)
      const bytes = get(name)
      leaves = []
      let at = 0
      while (at + 2 <= bytes.length) {
        const length = bytes.readUInt16BE(at)
        leaves.push(bytes.subarray(at + 2, at + 2 + length))
        at += 2 + length
      }
      if (at !== bytes.length || leaves.length !== width) wrong(`${name} has not ${width} leaves`)
      open = n
    }
    return leaves[index % 256]
  }
}

// --- what a leaf says

const CLOCKS = 300

function checkLeaves(size, leafAt, heads) {
  const counts = {}
  let before = 0
  for (let i = 0; i < size; i++) {
    const leaf = leafAt(i)
    const end = 2 + leaf[1]
    if (leaf[0] !== 1 || leaf.length !== end + 80 || !/^[a-z]{1,32}$/.test(leaf.toString('latin1', 2, end)))
      wrong(`leaf ${i} is none of an access log`)
    const source = leaf.toString('latin1', 2, end)
    counts[source] = (counts[source] ?? 0) + 1
    if (leaf.readBigUInt64BE(end) !== BigInt(counts[source]))
      wrong(`leaf ${i} is not number ${counts[source]} of ${source}`)
    const taken = Number(leaf.readBigUInt64BE(end + 8))
    if (taken < before) wrong(`leaf ${i} is older than the one before it`)
    before = taken
    for (const head of heads) {
      if (i < head.size && head.times.some(time => taken > time + CLOCKS))
        wrong(`leaf ${i} was seen before it was written`)
      if (i >= head.size && head.times.some(time => taken < time - CLOCKS))
        wrong(`leaf ${i} is dated before it was there`)
    }
  }
}

/** What is wrong, in words; nothing: the log is whole. `read` gives a file's bytes, or undefined. */
export function recheck({ read, keys, since = [] }) {
  const get = name => read(name) ?? wrong(`${name} is missing`)
  try {
    const head = readHead(get('checkpoint'), keys)
    const kept = since.map(bytes => readHead(bytes, keys))
    if (kept.some(({ size }) => size > head.size)) wrong('the log was longer once')
    const leafAt = leafReader(head.size, get)
    checkLeaves(head.size, leafAt, [head, ...kept])
    const known = new Map()
    const leaf = index => sha256(ZERO, leafAt(index))
    for (let level = 0, step = 1; step <= head.size; level++, step *= 256) {
      const count = Math.floor(head.size / step)
      for (let first = 0; first < count; first += 256) {
        const width = Math.min(256, count - first)
        const name = tileName(level, first / 256, width)
        const hashes = []
        for (let i = first; i < first + width; i++) hashes.push(treeHash(leaf, i * step, (i + 1) * step, known))
        if (!get(name).equals(Buffer.concat(hashes))) wrong(`${name} is not made of these leaves`)
      }
    }
    for (const { size, root } of [head, ...kept])
      if (!treeHash(leaf, 0, size, known).equals(root)) wrong(`the first ${size} leaves have another root`)
    return []
  } catch (error) {
    if (error instanceof Wrong) return [error.message]
    throw error
  }
}

function main([folder, keys, ...heads]) {
  if (keys === undefined) {
    process.stderr.write('node audit-recheck.mjs FOLDER KEYS [HEAD...]\n')
    return 2
  }
  const read = name => {
    try {
      return readFileSync(join(folder, name))
    } catch {
      return undefined
    }
  }
  try {
    const given = { read, keys: readKeys(readFileSync(keys, 'utf8')), since: heads.map(head => readFileSync(head)) }
    const faults = recheck(given)
    process.stdout.write(faults.length === 0 ? 'The log is whole.\n' : `${faults.join('\n')}\nThe log is NOT whole.\n`)
    return faults.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main(process.argv.slice(2))
