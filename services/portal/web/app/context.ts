import type { AgencyRef, AgencyView, Client, TokenSession } from '@amparo/client'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PageConfig } from '../auth/config.ts'
import type { Uploads } from '../files/uploads.ts'
import type { Draft } from '../form/draft.ts'
import type { createSender } from '../form/send.ts'
import type { StepName } from '../form/steps.ts'
import type { Language } from '../i18n/language.ts'
import type { Words } from '../i18n/words.ts'
import type { FormTexts } from './form-texts.ts'
import type { ProtocolBook } from './protocol-book.ts'

export interface Speaking {
  readonly words: Words
  setLanguage(language: Language): void
}

export type Why = 'stepUp' | 'ended' | 'idle'

/** What every page of somebody signed in works with. */
export interface SignedIn {
  readonly config: PageConfig
  readonly session: TokenSession
  readonly client: Client
  readonly agencies: AgencyBook
  readonly protocols: ProtocolBook
  readonly formTexts: FormTexts
  /** Has the person sign in again without leaving the page. False if they would not. */
  signInAgain(why: Why): Promise<boolean>
  may(scope: string): boolean
  /** A form that was begun. It outlives a look at another page, and nothing else. */
  readonly kept: { current: KeptForm | undefined }
  readonly uploads: Uploads
  /** Of files of requests for evidence. */
  readonly requestUploads: Uploads
}

export interface KeptForm {
  readonly draft: Draft
  readonly step: StepName
  readonly send: ReturnType<typeof createSender>
}

export interface AgencyBook {
  readonly all: readonly AgencyView[]
  find(ref: AgencyRef): AgencyView | undefined
  /** By id alone: steps name no hub. */
  name(agencyId: string): string
}

const missing = (what: string): never => {
  throw new TypeError(`no ${what} here`)
}

export const SpeakingContext = createContext<Speaking | undefined>(undefined)
export const SignedInContext = createContext<SignedIn | undefined>(undefined)

export const useSpeaking = (): Speaking => useContext(SpeakingContext) ?? missing('language')
export const useWords = (): Words => useSpeaking().words
export const useSignedIn = (): SignedIn => useContext(SignedInContext) ?? missing('session')
