import type { Marked } from './passages.ts'

/** What a caseworker sealed, as the vault keeps it. Codes are those of the published lists; they were checked when it came. */
export interface SubjectForm {
  readonly subject: Subject
  readonly trafficking: Trafficking
  readonly narrative?: Narrative | null | undefined
  readonly attachments: readonly Attachment[]
  readonly consentAssent?: boolean | undefined
  readonly fearOfReturn?: FearOfReturn | undefined
  readonly suspects?: Suspects | undefined
}

/** Who did it and with what, as far as it can be told without words. */
export interface Suspects {
  readonly persons: readonly Suspect[]
  readonly vehicles: readonly { readonly kind: string; readonly plate: string; readonly country: string | null }[]
  readonly accounts: readonly { readonly service: string; readonly handle: string }[]
}

export interface Suspect {
  readonly names: readonly string[]
  readonly aliases: readonly string[]
  /** HTCDS: role in the process. */
  readonly role: string
  readonly phones: readonly string[]
}

export interface Subject {
  readonly identity: Identity
  readonly gender: string
  readonly ageBand?: string | null | undefined
  readonly isMinor: boolean
  readonly languages: readonly string[]
  readonly nationalities: readonly string[]
  readonly migrationStatus: string | null
  readonly needs: readonly string[]
  readonly risks: readonly string[]
  readonly safeContact?: SafeContact | null | undefined
  readonly guardian?: Guardian | null | undefined
}

export interface Identity {
  readonly names: readonly string[]
  readonly aliases: readonly string[]
  /** Year, month or day, as far as known. */
  readonly dateOfBirth?: string | null | undefined
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly documents: readonly { readonly type: string; readonly number: string }[]
  readonly addresses: readonly string[]
}

export interface SafeContact {
  readonly channel: string
  readonly value: string | null
  readonly when: string
  readonly codeWord: string | null
  readonly language: string
}

export interface Guardian {
  readonly name: string
  readonly relation: string
  readonly phone: string | null
  readonly informed: boolean
}

export interface Trafficking {
  readonly status: string
  readonly exploitationTypes: readonly string[]
  readonly methodsOfControl: readonly string[]
  readonly recruitment: readonly string[]
  readonly events: readonly TraffickingEvent[]
}

export interface TraffickingEvent {
  readonly type: string
  readonly country: string
  readonly from: string | null
  readonly to: string | null
}

export interface Narrative extends Marked {
  readonly lang: string
}

export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly description?: string | undefined
}

export interface FearOfReturn {
  readonly asked: boolean
  readonly inPrivate: boolean
  readonly answer: 'yes' | 'no' | 'declined' | null
}
