import type { CodedWords } from '@amparo/contracts/words'
import type { DisclosureRequest, WithheldReason } from '../disclosure.ts'
import type { DenialCode } from '../precedence.ts'
import type { ApartTexts } from './apart.ts'

export const LANGUAGES = ['es', 'en', 'fr', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]

type Labels<C extends string> = Readonly<Record<C, string>>

/**
 * Everything that an explanation says, in one language. What stands in braces is filled in. A code without its words fails the type
 * check; a brace that nobody fills, or a language that says less than another, fails a test.
 */
export interface Texts {
  readonly title: Labels<'permit' | 'denial'>
  readonly heading: Labels<'asked' | 'purpose' | 'decided' | 'basis' | 'bases' | 'released' | 'withheld' | 'next'>
  /** {sender}, {recipient} */
  readonly asked: Labels<DisclosureRequest['occasion'] | 'report'>
  /** stated: {purpose}; suits: {purposes} */
  readonly forPurpose: Labels<'stated' | 'none' | 'suits'>
  readonly permitted: string
  /** {because} */
  readonly refused: string
  readonly rule: Readonly<Record<DenialCode, { readonly because: string; readonly next: string }>>
  /** Of every rule that would tell a secret, to whoever may not hear it. */
  readonly unsaid: { readonly because: string; readonly next: string }
  readonly apart: ApartTexts
  /** restsOn: {basis}; record: {id}, {version}; instrument: {id} */
  readonly basis: Labels<'restsOn' | 'record' | 'instrument'>
  /** none; carried, struck: {basis}, {id}, {version}; struck: {because} */
  readonly bases: Labels<'none' | 'carried' | 'struck'>
  readonly codeNameOnly: string
  readonly nothing: string
  /** line: {category}, {reason}; silently: the same, and that the reader is not told. incomplete: to everybody else. */
  readonly withheld: Labels<'line' | 'silently' | 'incomplete'>
  readonly reason: Labels<WithheldReason>
  readonly nextPermitted: string
  readonly review: string
  /** {kind}, {name}; unknown: the directory does not have it. */
  readonly named: Labels<'agency' | 'unknown'>
  readonly coded: CodedWords
}
