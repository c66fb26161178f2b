import type { EvidenceFile } from '@amparo/client'
import { ITEM_INFORMATION, ITEM_SOURCES } from '@amparo/contracts'

/** By which each file of a request is told and handled: what it is, its handling code, and the 4×4 evaluation. */
export const ITEM_CODES = {
  kind: ['document', 'statement', 'recording', 'digital-data', 'object', 'service-record'],
  handling: ['h0', 'h1', 'h2', 'h3'],
  source: ITEM_SOURCES,
  information: ITEM_INFORMATION,
} as const
export type ItemCode = keyof typeof ITEM_CODES
export const NAMES = ['kind', 'handling', 'source', 'information'] as const satisfies readonly ItemCode[]

export type Codes = Readonly<Partial<Record<ItemCode, string>>>
export const isWhole = (codes: Codes): codes is Readonly<Record<ItemCode, string>> =>
  NAMES.every(name => (codes[name] ?? '') !== '')

export const isFile = (one: unknown): one is EvidenceFile =>
  typeof one === 'object' && one !== null && 'item' in one && 'sha256' in one && 'handling' in one

export const filesIn = (answer: unknown): readonly EvidenceFile[] =>
  Array.isArray(answer) ? answer.filter(isFile) : []
