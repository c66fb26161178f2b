/**
 * amparo-open DIR --key FILE --signer FILE ... [--out FILE]: opens a delivered bundle offline, and verifies its list, its manifest, each chunk,
 * the chain of custody and every signature. Each fault has an exit code of its own: docs/bundles.md. `npm run open` runs it from a checkout,
 * `npm run build:open` makes one file of it that needs nothing but Node.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { BundleFault, bundleFolder, type OpenedBundle, openBundle, unlockKey } from '@amparo/crypto/bundle'
import { givenPath } from './lib/given-path.ts'
import { custodySheet } from './lib/open/custody-sheet.ts'
import { askPassphrase, passphraseIn } from './lib/open/passphrase.ts'
import { type SheetLanguage, WORDS } from './lib/open/words.ts'
import { misunderstood } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const fromCheckout = basename(process.argv[1] ?? '') === 'open.ts'
const usage = `Usage: ${fromCheckout ? 'npm run open --' : 'node amparo-open.mjs'} DIR --key FILE --signer FILE [--signer FILE ...] [options]

  DIR            the folder of a delivered bundle, in which SHA256SUMS lies
  --key FILE     your private key (OpenPGP, armored); its passphrase is asked for, where it has one
  --passphrase-file FILE  its first line is that passphrase; - is standard input, /dev/fd/3 what your shell has opened as 3
  --signer FILE  certificate of whoever signs, from your directory; its fingerprint was compared. Nobody else is believed.
  --out FILE     write the file that is in the bundle, once all of it is verified
  --tsa FILE     certificate of an authority of timestamps whom you believe (PEM); may be given more than once
  --sheet FILE   write the chain of custody as a page to print (HTML)
  --lang CODE    of that page: es, en, fr, pt (default: es)
  --at TIME      judge keys and expiry as of this moment, for example the day of delivery (default: now)
  --help         this text`

const { dir, key, passphrase, signers, authorities, out, sheet, language, at } = understood()
try {
  const bundle = await opened()
  const { manifest, custody } = bundle
  if (sheet !== undefined) writeFileSync(sheet, custodySheet(bundle, language, new Date()), { flag: 'wx', mode: 0o600 })
  for (const { number, at: when, act, by, to, timestamp } of custody) {
    const onto = to ? ` -> ${to.hub} ${to.agency}` : ''
    process.stdout.write(`custody ${number}  ${when}  ${act}  ${by.hub} ${by.agency}${onto}${inWords(timestamp)}\n`)
  }
  const { size, mediaType, sha256, handling, purpose, basis, expiresAt } = manifest
  const until = expiresAt === undefined ? '' : `  to be opened before ${expiresAt}`
  process.stdout.write(
    `verified  ${size} bytes  ${mediaType}  ${handling}  ${purpose}  ${basis}${until}\nsha256  ${sha256}\n`,
  )
} catch (error) {
  if (!(error instanceof BundleFault)) misunderstood(error, usage)
  const { code, message, file, next, exitCode } = error
  process.stderr.write(`${code}: ${message}${file ? ` (${file})` : ''}.\n${next}.\n`)
  process.exitCode = exitCode
}

/** What is not verified to the end stands under no name that anybody was told. */
async function opened() {
  const options = { privateKeys: [await unlockKey(key, passphrase)], signers, authorities, at }
  if (out === undefined) return openBundle(bundleFolder(dir), options)
  const unverified = `${out}.unverified`
  const file = await open(unverified, 'wx', 0o600)
  try {
    const result = await openBundle(bundleFolder(dir), {
      ...options,
      content: async chunk => {
        await file.writeFile(chunk)
      },
    })
    await file.sync()
    await rename(unverified, out)
    return result
  } finally {
    await file.close()
    await rm(unverified, { force: true })
  }
}

function inWords(timestamp: OpenedBundle['custody'][number]['timestamp']): string {
  if (timestamp === undefined) return ''
  return timestamp === 'unknown'
    ? '  (timestamp of an authority not named)'
    : `  signed by ${timestamp.at.toISOString()}`
}

function understood() {
  const { values, positionals } = parsed()
  try {
    const [folder, ...others] = positionals
    if (folder === undefined || others.length > 0) throw new UsageError('Name one folder.')
    if (!values.key || !values.signer)
      throw new UsageError('Say with which key to open, and whose signatures to believe.')
    const [target, sheet] = [newFile(values.out), newFile(values.sheet)]
    const language = values.lang ?? 'es'
    if (!isLanguage(language)) throw new UsageError(`--lang takes one of ${Object.keys(WORDS).join(', ')}.`)
    const moment = values.at === undefined ? new Date() : new Date(values.at)
    if (Number.isNaN(moment.getTime())) throw new UsageError('--at takes a time such as 2026-11-27T10:00:00Z.')
    return {
      dir: givenPath(folder),
      key: read(values.key),
      passphrase: passphraseFrom(values['passphrase-file']),
      signers: values.signer.map(read),
      authorities: (values.tsa ?? []).map(read),
      ...{ out: target, sheet, language },
      at: moment,
    }
  } catch (error) {
    return misunderstood(error, usage)
  }
}

function parsed() {
  const text = { type: 'string' } as const
  const options = {
    key: text,
    'passphrase-file': text,
    signer: { ...text, multiple: true },
    tsa: { ...text, multiple: true },
    ...{ out: text, sheet: text, lang: text },
    at: text,
    help: { type: 'boolean' },
  } as const
  try {
    const read = parseArgs({ options, allowPositionals: true })
    if (!read.values.help) return read
    process.stdout.write(`${usage}\n`)
    return process.exit(0)
  } catch (error) {
    return misunderstood(error, usage)
  }
}

function passphraseFrom(file: string | undefined): () => Promise<string> {
  if (file === undefined) return () => askPassphrase('Passphrase of your private key: ')
  return async () => passphraseIn(file)
}

function isLanguage(code: string): code is SheetLanguage {
  return Object.hasOwn(WORDS, code)
}

function newFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  if (existsSync(givenPath(path))) throw new UsageError(`${path} is there already.`)
  return givenPath(path)
}

function read(path: string): string {
  const file = givenPath(path)
  if (!existsSync(file)) throw new UsageError(`There is no file ${path}.`)
  return readFileSync(file, 'utf8')
}
