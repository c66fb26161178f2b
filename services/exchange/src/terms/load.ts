import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOf, loadBook, loadShipped, type Shipped } from '@amparo/protocols'
import { parse } from 'yaml'
import { z } from 'zod'
import { faultsOfTerms } from '../domain/requests/faults.ts'
import type { Rules } from '../domain/requests/rules.ts'
import type { Documents } from '../domain/requests/sheet-parts.ts'
import type { Terms } from '../domain/requests/terms.ts'
import { documentsFile, formFile, treatyFile } from './files.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const EVIDENCE = at('../../data/evidence')
export const PROTOCOLS: Shipped = { folder: at('../../data/protocols'), read: at('../../data/shipped.json') }
/** The protocol under which requests go. */
const PROTOCOL = 'evidence-request'

/** All that comes with the product. Throws as `loadTerms` does, and ProtocolFaults. */
export function loadRules(): Rules {
  const book = loadShipped(PROTOCOLS)
  const { calendarOf } = loadBook()
  const latest = book.latest(PROTOCOL)
  if (latest === undefined) throw new Error(`there is no protocol ${PROTOCOL}`)
  return {
    ...{ terms: loadTerms(), documents: loadDocuments(), latest, calendarOf: hub => calendarOf(hub) },
    version: version => book.get(PROTOCOL, version),
    hashOf: (treaty, protocol) => hashOf({ treaty: hashOf(treaty), protocol: hashOf(protocol) }),
  }
}

/** The form and the treaties of a folder. Throws an Error that names each file that cannot be used, and why. */
export function loadTerms(folder = EVIDENCE): Terms {
  const read = readFolder(folder)
  const forms = read.flatMap(file => (file.evidence === 'form' ? [file] : []))
  const [form] = forms
  if (form === undefined || forms.length > 1) throw new Error(`${folder}: one form is wanted, not ${forms.length}`)
  const treaties = read.flatMap(file => (file.evidence === 'treaty' ? [file] : []))
  const terms = { form, treaties: treaties.toSorted((a, b) => a.rank - b.rank) }
  const faults = faultsOfTerms(terms)
  if (faults.length > 0) throw new Error(`${folder}:\n${faults.join('\n')}`)
  return terms
}

/** By what documents of requests are written. Throws as `loadTerms` does. */
export function loadDocuments(folder = EVIDENCE): Documents {
  const [documents, ...more] = readFolder(folder).flatMap(file => (file.evidence === 'documents' ? [file] : []))
  if (documents === undefined || more.length > 0) throw new Error(`${folder}: one file of documents is wanted`)
  return documents
}

const file = z.discriminatedUnion('evidence', [formFile, treatyFile, documentsFile])

const readFolder = (folder: string) =>
  readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => readFile(name, readFileSync(join(folder, name), 'utf8')))

function readFile(name: string, yaml: string): z.output<typeof file> {
  const { data, error } = file.safeParse(parse(yaml))
  if (error) throw new Error(`${name}: ${z.prettifyError(error)}`)
  return data
}
