/**
 * Verifies a published access log, and proofs of single entries of it, offline and with nothing but Node 18 or later:
 *
 *   node audit-recheck.mjs FOLDER KEYS [HEAD...]
 *
 * FOLDER holds the log's files, KEYS the keys that are believed and had from elsewhere, each HEAD is one of the log that somebody kept.
 * Says on standard output what is wrong and where, a line each. Ends with 0 if nothing is, 1 if something is, 2 if it cannot be told.
 *
 * Written from docs/access-log.md and the specifications that it names alone, apart from what writes the log and from its other verifier,
 * with which it shares no line. One file, so that it can be handed over and read in one sitting, in this order:
 *
 *   1. numbers and text      3. heads     5. leaves               7. one pass over the log
 *   2. keys                  4. the tree  6. sources and times    8. proofs of single entries    9. everything together
 *
 * One pass reads each file once. What is kept of the tree is the stack of RFC 9162, 2.1.2: at most one hash for each height, however long the log.
 *
 * What each check is by stands beside it:
 *   [rule N], [Head], [Leaf], ...  docs/access-log.md, "What has to hold" and its other headings
 *   [note]         https://c2sp.org/signed-note         [checkpoint]  https://c2sp.org/tlog-checkpoint
 *   [cosignature]  https://c2sp.org/tlog-cosignature    [tiles]       https://c2sp.org/tlog-tiles
 *   [proof]        https://c2sp.org/tlog-proof          RFC 4648 (base64), 6962 and 9162 (Merkle trees), 8032 and 8037 (Ed25519)
 */
import crypto from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// ---------------------------------------------------------------------------------------------------------------------------------------
// 1. Numbers and text
// ---------------------------------------------------------------------------------------------------------------------------------------

/** Something that is read is not as it has to be. Whoever caught it says where. */
class Wrong extends Error {}

/** @param {unknown} holds @param {string} what is wrong if it does not hold @returns {asserts holds} */
function insist(holds, what) {
  if (!holds) throw new Wrong(what)
}

/** All numbers are below it, so that a double holds each exactly [Numbers]. */
const TOO_MUCH = 2 ** 53

/** Decimal, without zeros in front [checkpoint, proof]. */
function readDecimal(text, what) {
  insist(/^(0|[1-9][0-9]{0,15})$/.test(text) && Number(text) < TOO_MUCH, `${what} is not a number below 2^53`)
  return Number(text)
}

/** Eight bytes, big-endian. What is too much comes back as TOO_MUCH or more, for the caller to refuse. */
const readUint64 = (bytes, at) => bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4)

/** In its one form: what is decoded, encoded again, has to be the same (RFC 4648, 3.5 and 4) [No changed byte means the same]. */
function readBase64(text, what) {
  const bytes = Buffer.from(text, 'base64')
  insist(bytes.toString('base64') === text, `${what} is not base64`)
  return bytes
}

/** Strict, and a byte order mark is a character like others. */
function readUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Wrong('it is not UTF-8')
  }
}

const sha256 =
  'hash' in crypto
    ? bytes => crypto.hash('sha256', bytes, 'buffer')
    : bytes => crypto.createHash('sha256').update(bytes).digest()

/** For people. Dates end where those of JavaScript do. */
const moment = seconds => (seconds <= 8.64e12 ? new Date(seconds * 1_000).toISOString() : `second ${seconds}`)

// ---------------------------------------------------------------------------------------------------------------------------------------
// 2. Keys that are believed [Keys that are believed]
// ---------------------------------------------------------------------------------------------------------------------------------------

/** Signature types [note, Signature types]. */
const LOG = 0x01
const WITNESS = 0x04

/** Not empty, no Unicode space, no plus [note, Format]. */
const isName = name => name !== '' && !/[\p{White_Space}+]/u.test(name)

/** A verifier key, `<name>+<key ID>+<base64 of type and public key>`; the ID is that of the rest [note, Signatures]. */
function readKey(text, type) {
  const [, name = '', id, encoded = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(text) ?? []
  insist(isName(name), 'it is not <name>+<key ID>+<key>')
  const key = readBase64(encoded, 'the key')
  insist(key.length === 33, 'the key is not one byte of type and 32 of an Ed25519 key')
  insist(key[0] === type, `the key is not of type 0${type}`)
  insist(sha256(Buffer.concat([Buffer.from(`${name}\n`), key])).toString('hex', 0, 4) === id, 'its key ID is another')
  const x = key.toString('base64url', 1)
  const publicKey = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return { name, id, type, x, publicKey }
}

/** `2027-01-31T12:00:00Z`, a second that is, as seconds since 1970. */
function readMoment(text) {
  const date = new Date(text)
  insist(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(date.getTime()), 'it is not a moment')
  insist(date.toISOString() === text.replace('Z', '.000Z'), 'there is no such second')
  return date.getTime() / 1_000
}

function readQuorum(text) {
  insist(/^(0|[1-9][0-9]{0,3})$/.test(text), 'it is not a number of at most four digits')
  return Number(text)
}

/** What may stand in a line, and how its value is read. */
const KEY_LINES = {
  log: text => readKey(text, LOG),
  witness: text => readKey(text, WITNESS),
  quorum: readQuorum,
  minimum: text => readDecimal(text, 'it'),
  seen: readMoment,
}

/**
 * The file of keys that are believed.
 * @param {string} text
 * @returns what the log signs with, its witnesses, how many of them have to have signed, the minimum index, and since when (seconds since 1970)
 * @throws Error that says in which line it is not of its form
 */
export function readKeys(text) {
  const values = new Map(Object.keys(KEY_LINES).map(word => [word, []]))
  insist(text.endsWith('\n'), 'The last line of the keys is not ended')
  for (const [i, line] of text.slice(0, -1).split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const space = line.indexOf(' ')
    const word = line.slice(0, Math.max(space, 0))
    insist(values.has(word), `Line ${i + 1} of the keys is none of ${Object.keys(KEY_LINES).join(', ')}`)
    try {
      values.get(word).push(KEY_LINES[word](line.slice(space + 1)))
    } catch (error) {
      throw new Wrong(`Line ${i + 1} of the keys: ${error.message}`)
    }
  }
  const atMostOne = word => {
    insist(values.get(word).length <= 1, `The keys have more than one line "${word}"`)
    return values.get(word)[0]
  }
  const [log, witnesses, seen] = [atMostOne('log'), values.get('witness'), atMostOne('seen')]
  insist(log !== undefined, 'The keys have no line "log"')
  const distinct = new Set([log, ...witnesses].map(key => key.x))
  insist(distinct.size === 1 + witnesses.length, 'The keys have one public key twice')
  // Without a line one has to have signed, if there is any: whoever is named is outside the log's operator.
  const quorum = atMostOne('quorum') ?? Math.min(1, witnesses.length)
  insist(quorum <= witnesses.length, `The keys ask for ${quorum} witnesses and name ${witnesses.length}`)
  insist(seen === undefined || witnesses.length > 0, 'The keys say since when, and name no witness')
  return { log, witnesses, quorum, minimum: atMostOne('minimum') ?? 0, seen }
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 3. Heads [Head]
// ---------------------------------------------------------------------------------------------------------------------------------------

const MOST_SIGNATURES = 64

/** A signed note: text, an empty line, signatures; the last empty line is what separates them [note, Format]. */
function readNote(bytes) {
  insist(
    bytes.every(byte => byte >= 0x20 || byte === 0x0a),
    'it has control characters',
  )
  const note = readUtf8(bytes)
  const cut = note.lastIndexOf('\n\n')
  insist(cut >= 0 && note.endsWith('\n'), 'it is not a text and its signatures')
  const lines = note.slice(cut + 2, -1).split('\n')
  insist(lines.length <= MOST_SIGNATURES, `it has more than ${MOST_SIGNATURES} signatures`)
  return { text: note.slice(0, cut + 1), signatures: lines.map(readSignatureLine) }
}

/** Em dash, name, base64 of key ID and signature [note, Signatures]. */
function readSignatureLine(line, i) {
  const [, name = '', encoded = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  insist(isName(name), `its signature ${i + 1} is not a dash, a name and base64`)
  const bytes = readBase64(encoded, `its signature ${i + 1}`)
  insist(bytes.length > 4, `its signature ${i + 1} is only a key ID`)
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
}

function insistSigned(key, text, signature) {
  const holds = signature.length === 64 && crypto.verify(null, Buffer.from(text), key.publicKey, signature)
  insist(holds, `the signature of ${key.name} is not of this text`)
}

/** Time and signature of a witness: over both, and the note's whole text [cosignature, Format and Ed25519 signed message]. */
function readCosignature(key, text, bytes) {
  insist(bytes.length === 8 + 64, `the signature of ${key.name} is not a time and a signature`)
  const time = readUint64(bytes, 0)
  insist(time < TOO_MUCH, `the signature of ${key.name} is of no time below 2^53`)
  insistSigned(key, `cosignature/v1\ntime ${time}\n${text}`, bytes.subarray(8))
  return { witness: key, time }
}

/**
 * A head that the log has signed [checkpoint; Head]. Signatures of other keys say nothing; a false one of a key that is believed spoils it.
 * @returns its size, its root, and each time that a believed witness says to have signed it
 */
function readHead(bytes, { log, witnesses }) {
  const { text, signatures } = readNote(bytes)
  const [origin, count = '', encodedRoot = '', ...more] = text.slice(0, -1).split('\n')
  insist(more.length === 0, 'it has more than three lines')
  const size = readDecimal(count, 'its size')
  const root = readBase64(encodedRoot, 'its root')
  insist(root.length === 32, 'its root is not a SHA-256')
  insist(origin === log.name, `it is not of ${log.name}`)
  const cosignatures = []
  let signed = false
  for (const { name, id, signature } of signatures) {
    // Name and ID together say which key, and of which type [note, Signatures].
    const key = [log, ...witnesses].find(known => known.name === name && known.id === id)
    if (key === log) {
      insistSigned(log, text, signature)
      signed = true
    } else if (key !== undefined) cosignatures.push(readCosignature(key, text, signature))
  }
  insist(signed, `${log.name} has not signed it`)
  return { size, root, cosignatures }
}

/** As many believed witnesses as asked for, each counted once [rule 1]; since the moment, if one is asked for, and then at least one [rule 6]. */
function insistWitnessed({ cosignatures }, { quorum, seen }) {
  const since = time => new Set(cosignatures.filter(by => by.time >= time).map(by => by.witness)).size
  insist(since(0) >= quorum, `${since(0)} of its witnesses have signed it, not ${quorum}`)
  const atLeast = Math.max(1, quorum)
  insist(
    seen === undefined || since(seen) >= atLeast,
    `${since(seen)} of its witnesses have signed it since ${moment(seen)}, not ${atLeast}`,
  )
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 4. The tree (RFC 6962, 2.1) and its tiles
// ---------------------------------------------------------------------------------------------------------------------------------------

/** What is hashed stands here behind its first byte: 00 for a leaf, 01 for two subtrees (RFC 6962, 2.1). An entry has at most 65,535 bytes [tiles]. */
const LEAF_INPUT = Buffer.alloc(1 + 0xffff, 0x00)
const NODE_INPUT = Buffer.alloc(1 + 2 * 32, 0x01)

function hashOfLeaf(record) {
  record.copy(LEAF_INPUT, 1)
  return sha256(LEAF_INPUT.subarray(0, 1 + record.length))
}

function hashOfNode(left, right) {
  left.copy(NODE_INPUT, 1)
  right.copy(NODE_INPUT, 33)
  return sha256(NODE_INPUT)
}

/** Hashes in a tile, leaves in a bundle; and how many levels of the tree one tile stands for [tiles, Merkle Tree]. */
const WIDTH = 256
const TILE_HEIGHT = 8

/**
 * The tree over all leaves so far, as the stack of RFC 9162, 2.1.2: the roots of complete subtrees, from the left, each lower than the one before.
 * `complete(level, index, hash)` hears of each hash that stands in a tile, from below.
 */
class Tree {
  size = 0
  #heights = []
  #hashes = []
  #complete

  constructor(complete) {
    this.#complete = complete
  }

  /** A subtree of 256^level leaves, at the right; what is added before has to be a multiple of it. */
  add(level, hash) {
    this.size += WIDTH ** level
    let [height, top] = [TILE_HEIGHT * level, hash]
    while (this.#heights.at(-1) === height) {
      this.#heights.pop()
      top = hashOfNode(this.#hashes.pop(), top)
      height += 1
      if (height % TILE_HEIGHT === 0) {
        const above = height / TILE_HEIGHT
        this.#complete(above, this.size / WIDTH ** above - 1, top)
      }
    }
    this.#heights.push(height)
    this.#hashes.push(top)
  }

  /** Of the empty tree the hash of nothing (RFC 6962, 2.1). */
  root() {
    if (this.#hashes.length === 0) return sha256(Buffer.alloc(0))
    return this.#hashes.reduceRight((right, left) => hashOfNode(left, right))
  }
}

/** `tile/<level>/<index>`, the index in groups of three digits, all but the last with an x in front; narrower ones with their width [tiles, APIs]. */
function tilePath(level, index, width) {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`
}

/** How many hashes the tile has, under a head of so many leaves [tiles, Partial Tiles]. */
const tileWidth = (size, level, index) => Math.min(WIDTH, Math.floor(size / WIDTH ** level) - index * WIDTH)

/** The tiles under a head. Of each level one is open at a time; from one to the next each is read once, when the first of its hashes is asked for. */
class Tiles {
  #open = []
  #read
  #size
  #report

  constructor(read, size, report) {
    this.#read = read
    this.#size = size
    this.#report = report
  }

  /** @returns the hash at that place of the level; undefined if its tile is not there or not of its form, which has been reported */
  hash(level, index) {
    const { bytes } = this.#tile(level, Math.floor(index / WIDTH))
    const at = 32 * (index % WIDTH)
    return bytes?.subarray(at, at + 32)
  }

  /** Each tile's hashes are those of the complete subtrees below them [rule 2; tiles, Merkle Tree]. */
  compare(level, index, hash) {
    const published = this.hash(level, index)
    if (published === undefined || published.equals(hash)) return
    const { path } = this.#open[level]
    this.#report.note(
      path,
      `hash ${index % WIDTH} is not that of ${level === 0 ? `leaf ${index}` : 'what is below it'}`,
    )
  }

  #tile(level, index) {
    if (this.#open[level]?.index !== index) {
      const width = tileWidth(this.#size, level, index)
      const path = tilePath(level, index, width)
      const bytes = this.#report.attempt(path, () => {
        const tile = present(this.#read(path))
        insist(tile.length === 32 * width, `it has ${tile.length} bytes, not ${32 * width}`)
        return tile
      })
      this.#open[level] = { index, path, bytes }
    }
    return this.#open[level]
  }
}

function present(bytes) {
  insist(bytes !== undefined, 'it is not there')
  return bytes
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 5. Leaves [Leaf]
// ---------------------------------------------------------------------------------------------------------------------------------------

/** As many leaves as asked for, each after its length, and nothing else [tiles, Log entries]. */
function readBundle(bytes, width) {
  const records = []
  let at = 0
  while (records.length < width) {
    insist(at + 2 <= bytes.length, `it has ${records.length} leaves, not ${width}`)
    const end = at + 2 + bytes.readUInt16BE(at)
    insist(end <= bytes.length, `leaf ${records.length} of it is cut off`)
    records.push(bytes.subarray(at + 2, end))
    at = end
  }
  insist(at === bytes.length, `behind its ${width} leaves there is more`)
  return records
}

/** Versions: whether the source has numbered it, and how many hashes stand at the end. */
const VERSIONS = new Map([
  [1, { numbered: false, hashes: 2 }],
  [2, { numbered: false, hashes: 4 }],
  [3, { numbered: true, hashes: 4 }],
])

/**
 * @param {Buffer} record
 * @returns source, sequence and time (seconds since 1970) of a leaf; epoch and number, if its source has numbered it; the first commitment
 * @throws Wrong that says what is not of the form
 */
function readLeaf(record) {
  const version = VERSIONS.get(record[0])
  insist(version !== undefined, 'its version is none of 1, 2 and 3')
  const nameEnds = 2 + (record[1] ?? 0)
  const numbersEnd = nameEnds + (version.numbered ? 32 : 16)
  insist(record.length === numbersEnd + 32 * version.hashes, 'it is not as long as its version and name say')
  const source = record.toString('latin1', 2, nameEnds)
  insist(/^[a-z]{1,32}$/.test(source), 'its source is not a name of one to 32 letters')
  const number = (at, what, from) => {
    const value = readUint64(record, at)
    insist(value >= from && value < TOO_MUCH, `its ${what} is not a number from ${from} and below 2^53`)
    return value
  }
  const leaf = {
    source,
    sequence: number(nameEnds, 'sequence', 1),
    time: number(nameEnds + 8, 'time', 0),
    own: undefined,
    actorCommitment: record.subarray(numbersEnd, numbersEnd + 32),
  }
  if (version.numbered)
    leaf.own = { epoch: number(nameEnds + 16, 'epoch', 1), number: number(nameEnds + 24, 'own number', 1) }
  return leaf
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 6. Sources and times: what has to hold from leaf to leaf
// ---------------------------------------------------------------------------------------------------------------------------------------

/**
 * The numbers that a source has given in one epoch. Each has to be there once, from 1 to the highest, in any order [rule 3].
 * What is passed over is a gap, whose numbers may still come late.
 */
class OwnNumbers {
  #highest = 0
  /** In the order of their numbers. */
  #gaps = []
  /** The next gap is none: what it lacks may have been in a part of the log that is not there. */
  #resumes

  constructor(resumes) {
    this.#resumes = resumes
  }

  resume() {
    this.#resumes = true
  }

  /** @param leaf the index of the leaf that has the number @returns whether it was not there before */
  take(number, leaf) {
    if (number > this.#highest) {
      if (number > this.#highest + 1)
        this.#gaps.push({ first: this.#highest + 1, last: number - 1, leaf, excused: this.#resumes, late: new Set() })
      this.#highest = number
      this.#resumes = false
      return true
    }
    const gap = this.#gapOf(number)
    if (gap === undefined || gap.late.has(number)) return false
    gap.late.add(number)
    return true
  }

  /** By halving: a log made to be slow to read is not. */
  #gapOf(number) {
    let [from, to] = [0, this.#gaps.length]
    while (from < to) {
      const middle = Math.floor((from + to) / 2)
      if (this.#gaps[middle].last < number) from = middle + 1
      else to = middle
    }
    const gap = this.#gaps[from]
    return gap !== undefined && gap.first <= number ? gap : undefined
  }

  /** Stretches of numbers that never came, and the leaf in front of which they are missing. */
  *missing() {
    for (const { first, last, leaf, excused, late } of this.#gaps) {
      if (excused) continue
      let from = first
      for (const number of [...[...late].sort((a, b) => a - b), last + 1]) {
        if (number > from) yield { first: from, last: number - 1, leaf }
        from = number + 1
      }
    }
  }
}

/** Each source counts on by one from 1, and numbers without gaps in each of its epochs [rule 3]. */
class Sources {
  /** By name: the sequence that comes next, if it can be told, and its epochs. */
  #sources = new Map()
  #report
  /** There are leaves that were not seen: what is met for the first time may have any number, and epochs any order [Pruned]. */
  #partial
  /** Of the leaves that are gone, so many can still be of sources that were not met; undefined if it cannot be told [Pruned]. */
  #gone

  /** @param gone how many leaves in front of the first one are not there */
  constructor(report, gone) {
    this.#report = report
    this.#partial = gone > 0
    this.#gone = gone
  }

  /** Leaves could not be read, which has been reported: from here on no source can be held to what was before. */
  lose() {
    this.#partial = true
    this.#gone = undefined
    for (const source of this.#sources.values()) {
      source.next = undefined
      for (const numbers of source.epochs.values()) numbers.resume()
    }
  }

  take(index, { source: name, sequence, own }) {
    let source = this.#sources.get(name)
    if (source === undefined) {
      source = { next: this.#partial ? undefined : 1, epochs: new Map(), latestEpoch: 0 }
      this.#sources.set(name, source)
      if (this.#partial) this.#begin(index, name, sequence)
    }
    if (source.next !== undefined && sequence !== source.next)
      this.#report.note(`leaf ${index}`, `it is entry ${sequence} of ${name}, where ${source.next} has to be`)
    source.next = sequence + 1
    if (own !== undefined) this.#takeOwn(index, name, source, own)
  }

  /** What a source has in front of the first leaf that is met was among those that are gone. */
  #begin(index, name, sequence) {
    if (this.#gone === undefined) return
    const left = this.#gone - (sequence - 1)
    if (left < 0)
      this.#report.note(
        `leaf ${index}`,
        `it is entry ${sequence} of ${name}, and of the leaves that are gone only ${this.#gone} can be of sources that were not met before`,
      )
    this.#gone = Math.max(left, 0)
  }

  #takeOwn(index, name, source, { epoch: began, number }) {
    let numbers = source.epochs.get(began)
    if (numbers === undefined) {
      if (began < source.latestEpoch && !this.#partial)
        this.#report.note(
          `leaf ${index}`,
          `an epoch of ${name} begins (${began}) after a later one (${source.latestEpoch})`,
        )
      numbers = new OwnNumbers(this.#partial)
      source.epochs.set(began, numbers)
      source.latestEpoch = Math.max(source.latestEpoch, began)
    }
    if (!numbers.take(number, index))
      this.#report.note(`leaf ${index}`, `number ${number} of ${name}, in its epoch ${began}, is there twice`)
  }

  /** Of what has not come late either. */
  end() {
    for (const [name, { epochs }] of this.#sources)
      for (const [began, numbers] of epochs)
        for (const { first, last, leaf } of numbers.missing())
          this.#report.note(
            `leaf ${leaf}`,
            `numbers ${first} to ${last} of ${name}, in its epoch ${began}, are missing before it`,
          )
  }
}

/** Clocks differ, and a leaf is taken while a head is on its way to a witness and back; seconds [rule 4]. */
const TOLERANCE = 300

/**
 * No leaf was taken before the one in front of it [rule 3]; and witnesses agree [rule 4]. As times never go back, of a head's leaves only the last can be
 * the one that is too late for a cosignature on it, and of those behind only the first the one that is too early.
 */
class Times {
  #latest = 0
  /** Cosignatures on heads that end in front of the next leaf. */
  #before = []
  #report

  constructor(report) {
    this.#report = report
  }

  take(index, time) {
    if (time < this.#latest)
      this.#report.note(
        `leaf ${index}`,
        `it was taken (${moment(time)}) before one in front of it (${moment(this.#latest)})`,
      )
    for (const { where, witness, time: signed } of this.#before)
      if (time < signed - TOLERANCE)
        this.#report.note(
          `leaf ${index}`,
          `it was taken (${moment(time)}) before ${witness.name} signed ${where} (${moment(signed)}), which lacks it`,
        )
    this.#before = []
    this.#latest = Math.max(this.#latest, time)
  }

  /** All leaves of the head have been taken, and none behind it. */
  reach({ where, size, cosignatures }) {
    for (const { witness, time } of cosignatures) {
      if (this.#latest > time + TOLERANCE)
        this.#report.note(
          `leaf ${size - 1}`,
          `it was taken (${moment(this.#latest)}) after ${witness.name} signed ${where} (${moment(time)}), which has it`,
        )
      this.#before.push({ where, witness, time })
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 7. One pass over the log
// ---------------------------------------------------------------------------------------------------------------------------------------

/** The leaves that are left begin with the bundle in which the minimum index stands [Pruned]. */
const firstKept = minimum => minimum - (minimum % WIDTH)

/** What is before them counts by the hashes of the tiles that reach beyond: of each level those in the tile through which the border goes [Pruned; tiles, Pruning]. */
function takePruned(tree, tiles, start) {
  let level = 1
  while (WIDTH ** (level + 1) <= start) level += 1
  for (; level > 0; level--) {
    const count = Math.floor(start / WIDTH ** level)
    for (let index = count - (count % WIDTH); index < count; index++) {
      const hash = tiles.hash(level, index)
      if (hash === undefined) return false
      tree.add(level, hash)
    }
  }
  return true
}

/**
 * Hashes all leaves and all tiles up to the root, and compares each head on the way [rules 2 to 5].
 * @param heads of which each has a `where`, and ends neither before the minimum index nor behind the log
 * @param shown by their index, leaves that proofs are of
 */
function walk({ read, size, minimum, heads, shown, report }) {
  const start = firstKept(minimum)
  const tiles = new Tiles(read, size, report)
  const tree = new Tree((level, index, hash) => tiles.compare(level, index, hash))
  const sources = new Sources(report, start)
  const times = new Times(report)
  const waiting = [...heads].sort((a, b) => b.size - a.size)

  const reachHeads = () => {
    while (waiting.at(-1)?.size === tree.size) {
      const head = waiting.pop()
      if (!head.root.equals(tree.root()))
        report.note(head.where, `its root is not that of the first ${head.size} leaves of the log`)
      times.reach(head)
    }
  }
  const takeLeaf = (index, record) => {
    const hash = hashOfLeaf(record)
    tiles.compare(0, index, hash)
    tree.add(0, hash)
    for (const { where, leafHash } of shown.get(index) ?? [])
      if (!leafHash.equals(hash)) report.note(where, `it is of another leaf than stands at ${index} of the log`)
    const leaf = report.attempt(`leaf ${index}`, () => readLeaf(record))
    if (leaf === undefined) return sources.lose()
    sources.take(index, leaf)
    times.take(index, leaf.time)
  }
  /** A bundle is not there: its leaves count by their hashes, so that what is behind it can be compared. */
  const skipLeaf = index => {
    const hash = tiles.hash(0, index)
    if (hash !== undefined) tree.add(0, hash)
    return hash !== undefined
  }

  if (!takePruned(tree, tiles, start)) return
  reachHeads()
  for (let first = start; first < size; first += WIDTH) {
    const width = tileWidth(size, 0, first / WIDTH)
    const path = tilePath('entries', first / WIDTH, width)
    const records = report.attempt(path, () => readBundle(present(read(path)), width))
    if (records === undefined) sources.lose()
    for (let i = 0; i < width; i++) {
      if (records !== undefined) takeLeaf(first + i, records[i])
      else if (!skipLeaf(first + i)) return
      reachHeads()
    }
  }
  sources.end()
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 8. Proofs of single entries [One entry]
// ---------------------------------------------------------------------------------------------------------------------------------------

/** The root that a leaf's hash and the hashes beside its way upwards give (RFC 9162, 2.1.3.2); undefined if they are too few or too many. */
function rootFrom(index, size, leafHash, path) {
  if (index >= size) return undefined
  let [node, last, hash] = [index, size - 1, leafHash]
  const half = value => Math.floor(value / 2)
  for (const sibling of path) {
    if (last === 0) return undefined
    if (node % 2 === 1 || node === last) {
      hash = hashOfNode(sibling, hash)
      // At the right edge a subtree that has no sibling stands on several levels.
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else hash = hashOfNode(hash, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? hash : undefined
}

const COMMITMENT = Buffer.from('amparo/audit-commitment/v1\n')

/** What stands beside a proof, as JSON in its one form: named members in their order, nothing between or beside them [One entry]. */
function parseShown(extra) {
  const text = readUtf8(extra)
  let shown
  try {
    shown = JSON.parse(text)
  } catch {
    throw new Wrong('what it shows is not JSON')
  }
  const { record, actor, delivery } = shown ?? {}
  insist(areTexts(record, actor?.bytes, actor?.salt), 'it shows no entry')
  const one = { record, actor: { bytes: actor.bytes, salt: actor.salt } }
  if (delivery !== undefined) {
    insist(
      Array.isArray(delivery) && delivery.length > 0 && delivery.length <= 100,
      'its delivery is not a list of one to 100',
    )
    one.delivery = delivery.map(parseStatement)
  }
  insist(JSON.stringify(one) === text, 'what it shows is not written in the one form')
  return one
}

const areTexts = (...values) => values.every(value => typeof value === 'string')

/** [What left, and what became of it], its members. */
function parseStatement(statement) {
  const { issuer, kind, code, about, message, signature, certificate } = statement ?? {}
  insist(
    areTexts(issuer, kind, code ?? '', about?.messageId, about?.sha256, message, signature, certificate),
    'a statement in its delivery has not the members of one',
  )
  return {
    issuer,
    kind,
    code,
    about: { messageId: about.messageId, sha256: about.sha256 },
    message,
    signature,
    certificate,
  }
}

/** The leaf, and the half of its entry that says who did it, opened by its salt [One entry; Leaf]. */
function readShown(extra) {
  const { record, actor, delivery = [] } = parseShown(extra)
  const [leaf, half, salt] = [record, actor.bytes, actor.salt].map(text => readBase64(text, 'what it shows'))
  insist(leaf.length <= 0xffff, 'its leaf is longer than one can be')
  insist(salt.length === 32, 'its salt has not 32 bytes')
  const commitment = sha256(Buffer.concat([COMMITMENT, salt, half]))
  insist(commitment.equals(readLeaf(leaf).actorCommitment), 'its leaf is of another entry than it shows')
  if (delivery.length > 0) insistOfWhatLeft(delivery, readFields(half))
  return { leafHash: hashOfLeaf(leaf), statements: delivery.length }
}

/**
 * A message of protocol buffers, as far as it is asked for (https://protobuf.dev/programming-guides/encoding/). Of a number or text that is there twice
 * the last counts; of a message all together are one.
 */
function readFields(bytes) {
  const values = new Map()
  let at = 0
  const byte = () => {
    insist(at < bytes.length, 'a protocol buffer in it is cut off')
    return bytes[at++]
  }
  const varint = () => {
    let value = 0
    for (let place = 0; place < 10; place++) {
      const part = byte()
      value += (part % 128) * 2 ** (7 * place)
      if (part < 128) return value
    }
    throw new Wrong('a protocol buffer in it has a number that does not end')
  }
  const take = length => {
    insist(at + length <= bytes.length, 'a protocol buffer in it is cut off')
    at += length
    return bytes.subarray(at - length, at)
  }
  const readers = new Map([
    [0, varint],
    [1, () => take(8)],
    [2, () => take(varint())],
    [5, () => take(4)],
  ])
  while (at < bytes.length) {
    const tag = varint()
    const read = readers.get(tag % 8)
    insist(read !== undefined && tag >= 8, 'a protocol buffer in it has a field of no known kind')
    const field = Math.floor(tag / 8)
    values.set(field, [...(values.get(field) ?? []), read()])
  }
  const all = field => values.get(field) ?? []
  const pieces = field => all(field).filter(value => Buffer.isBuffer(value))
  return {
    fields: [...values.keys()],
    number: field =>
      all(field)
        .filter(value => typeof value === 'number')
        .at(-1) ?? 0,
    text: field => readUtf8(pieces(field).at(-1) ?? Buffer.alloc(0)),
    message: field => readFields(Buffer.concat(pieces(field))),
  }
}

/** Actions by which something leaves the hub: a package or report, a message, a text of a request, a file [What left, and what became of it]. */
const LEAVES = new Set([2, 9, 71, 75])
/** In the order of their numbers, from 1; and which of them are the other hub's to state. */
const KINDS = [
  'submitted',
  'relayed',
  'delivered',
  'retrieved',
  'refused',
  'expired',
  'not_relayed',
  'not_delivered',
  'not_retrieved',
]
const OF_THE_OTHER = new Set(['relayed', 'delivered', 'retrieved', 'refused'])

/**
 * What hubs have stated is of what left by the entry [What left, and what became of it, 1, 3, 4 and 5].
 * Their OpenPGP signatures (2) are not looked at here, which has to be said to whoever asks.
 */
function insistOfWhatLeft(statements, entry) {
  const [from, to] = [entry.message(5).text(1), entry.message(9).text(1)]
  const [packageId, packageHash] = [entry.text(25), entry.text(26)]
  const left = LEAVES.has(entry.number(2)) && from !== '' && to !== '' && from !== to
  insist(
    left && packageId !== '' && packageHash !== '',
    'by its entry nothing left of which a hub could state anything',
  )
  for (const { issuer, kind, code, about, message } of statements) {
    const what = `what ${JSON.stringify(issuer)} has stated`
    const signed = readFields(readBase64(message, what))
    insist(!signed.fields.some(field => field >= 10 && field !== 12), `${what} has another body than evidence`)
    const evidence = signed.message(12)
    const says = [signed.text(2), KINDS[evidence.number(3) - 1], evidence.text(4), evidence.text(2), evidence.text(6)]
    const shown = [issuer, kind, code ?? '', about.messageId, about.sha256]
    insist(
      says.every((value, i) => value === shown[i]),
      `${what} is not to the letter what is shown`,
    )
    insist(code !== '', `${what} has a code that is empty`)
    insist(issuer === (OF_THE_OTHER.has(kind) ? to : from), `${what} is another hub's to state`)
    insist(evidence.text(7) === packageId, `${what} is about something else`)
    insist(['', packageHash].includes(evidence.text(8)), `${what} is of other bytes than left`)
  }
}

/**
 * A proof that holds by itself: its head is signed by the log, the leaf stands under it, and is of the entry that is shown [proof, Format; One entry].
 * @returns the leaf's index and hash, the head, and how many statements of hubs are shown with it
 */
function readProof(bytes, keys) {
  const text = readUtf8(bytes)
  const cut = text.indexOf('\n\n')
  insist(cut >= 0, 'it has no head')
  const [format, ...lines] = text.slice(0, cut).split('\n')
  insist(format === 'c2sp.org/tlog-proof@v1', 'it is not a proof of c2sp.org/tlog-proof@v1')
  insist(lines[0]?.startsWith('extra '), 'it shows no entry')
  const { leafHash, statements } = readShown(readBase64(lines[0].slice('extra '.length), 'what it shows'))
  insist(lines[1]?.startsWith('index '), 'it does not say at which index')
  const index = readDecimal(lines[1].slice('index '.length), 'its index')
  const path = lines.slice(2).map(line => readBase64(line, 'one of its hashes'))
  insist(
    path.every(hash => hash.length === 32),
    'one of its hashes is not a SHA-256',
  )
  const head = readHead(Buffer.from(text.slice(cut + 2)), keys)
  const root = rootFrom(index, head.size, leafHash, path)
  insist(root?.equals(head.root), `its leaf does not stand at its place, ${index} of ${head.size}, under its head`)
  return { index, leafHash, head, statements }
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// 9. Everything together
// ---------------------------------------------------------------------------------------------------------------------------------------

/** What is wrong, in the order in which it was found. A log that is wrong everywhere is said to be so, and not in a million lines. */
class Report {
  static MOST = 1_000
  #lines = []
  #more = 0

  note(where, what) {
    if (this.#lines.length < Report.MOST) this.#lines.push(`${where}: ${what}`)
    else this.#more += 1
  }

  /**
   * @returns what it came to; undefined if something is wrong, which is noted
   * @throws what is of the program or the machine, and not of what is read
   */
  attempt(where, act) {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      this.note(where, error.message)
      return undefined
    }
  }

  lines() {
    return this.#more === 0 ? this.#lines : [...this.#lines, `and ${this.#more} more`]
  }
}

/** A head that can be compared: not of fewer leaves than are gone, nor of more than there are [rule 5; Pruned]. */
function insistWithin(head, size, minimum) {
  insist(head.size >= minimum, `it is of ${head.size} leaves, and the log is kept from leaf ${minimum} on`)
  insist(head.size <= size, `it is of ${head.size} leaves, and the log has only ${size}`)
}

/**
 * Everything that docs/access-log.md says has to hold.
 * @param {{
 *   read: (path: string) => Buffer | undefined,
 *   keys: ReturnType<typeof readKeys>,
 *   since?: readonly Buffer[],
 *   proofs?: readonly { where: string, bytes: Buffer }[],
 *   remark?: (line: string) => void,
 *   tell?: (head: ReturnType<typeof readHead>) => void
 * }} given by `read` the log's files; heads that were kept; proofs of entries that stand beside the log;
 *   who is told what was not looked at, and the head under which all was
 * @returns {readonly string[]} what is wrong, a line each
 */
export function recheck({ read, keys, since = [], proofs = [], remark = () => {}, tell = () => {} }) {
  const report = new Report()
  const { minimum } = keys
  const checkpoint = report.attempt('checkpoint', () => {
    const head = readHead(present(read('checkpoint')), keys)
    insistWithin(head, head.size, minimum)
    return head
  })
  // Without a head that the log has signed there is nothing to compare with.
  if (checkpoint === undefined) return report.lines()
  tell(checkpoint)
  report.attempt('checkpoint', () => insistWitnessed(checkpoint, keys))

  const heads = [{ where: 'checkpoint', ...checkpoint }]
  const keep = (where, head) => {
    insistWithin(head, checkpoint.size, minimum)
    heads.push({ where, ...head })
  }
  for (const [i, bytes] of since.entries()) {
    const where = `kept head ${i + 1}`
    report.attempt(where, () => keep(where, readHead(bytes, keys)))
  }
  const shown = new Map()
  for (const { where, bytes } of proofs)
    report.attempt(where, () => {
      const { index, leafHash, head, statements } = readProof(bytes, keys)
      keep(where, head)
      if (statements > 0)
        remark(`${where}: OpenPGP signatures of hubs were not looked at; what they state is of what left`)
      shown.set(index, [...(shown.get(index) ?? []), { where, leafHash }])
    })
  walk({ read, size: checkpoint.size, minimum, heads, shown, report })
  return report.lines()
}

const USAGE = `usage: node audit-recheck.mjs FOLDER KEYS [HEAD...]

  FOLDER  the files of a published log, and proofs of entries in its folder entries
  KEYS    a file of the keys that are believed, had from elsewhere
  HEAD    a head of the log that somebody kept

Ends with 0 if nothing is wrong, 1 if something is, 2 if it cannot be told.
`

const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

function readIfThere(path) {
  try {
    return readFileSync(path)
  } catch (error) {
    if (NOT_THERE.has(error.code)) return undefined
    throw error
  }
}

const PROOF = '.tlog-proof'

function proofsIn(folder) {
  const entries = statSync(join(folder, 'entries'), { throwIfNoEntry: false })
  if (!entries?.isDirectory()) return []
  const names = readdirSync(join(folder, 'entries')).filter(name => name.endsWith(PROOF))
  return names.sort().map(name => ({ where: `entries/${name}`, bytes: readFileSync(join(folder, 'entries', name)) }))
}

/** Of how many leaves it is, and as of when: what came after that is missed by nobody who has not heard of it [rule 6]. */
function sayHead({ size, cosignatures }, { log, minimum, seen }, say) {
  say(`${log.name}: ${size} entries${minimum > 0 ? `, kept from leaf ${minimum} on` : ''}`)
  const latest = new Map()
  for (const { witness, time } of cosignatures) latest.set(witness.name, Math.max(time, latest.get(witness.name) ?? 0))
  for (const [name, time] of latest) say(`seen by ${name} at ${moment(time)}`)
  if (latest.size === 0) say('seen by nobody outside who is believed: nothing says as of when it is')
  if (seen === undefined)
    say('no line `seen TIME` in the keys: an earlier head is whole, too, and what came after it is not missed')
}

/** @returns the code to end with */
function main([folder, keysFile, ...heads]) {
  if (folder === '--help' || keysFile === undefined) {
    process[folder === '--help' ? 'stdout' : 'stderr'].write(USAGE)
    return folder === '--help' ? 0 : 2
  }
  insist(statSync(folder).isDirectory(), `${folder} is not a folder`)
  const keys = readKeys(readUtf8(readFileSync(keysFile)))
  const proofs = proofsIn(folder)
  const read = path => readIfThere(join(folder, path))
  // Names of files are whoever's who gave the folder: nothing of them moves a terminal's cursor.
  const say = line => process.stdout.write(`${line.replaceAll(/\p{Cc}/gu, '?')}\n`)
  let head
  const tell = of => {
    head = of
  }
  const faults = recheck({ read, keys, since: heads.map(path => readFileSync(path)), proofs, remark: say, tell })
  for (const fault of faults) say(fault)
  if (head !== undefined) sayHead(head, keys, say)
  if (faults.length > 0) return 1
  const also = proofs.length > 0 ? `, and has the entries of ${proofs.length} proofs` : ''
  process.stdout.write(`The log is whole${also}.\n`)
  return 0
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  try {
    process.exitCode = main(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}
