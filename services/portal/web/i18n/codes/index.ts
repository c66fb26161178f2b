import { inFrench } from '@amparo/contracts/words'
import type { Language } from '../language.ts'
import type { Codes } from './codes.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'

export const CODES: Readonly<Record<Language, Codes>> = { es, en, fr: inFrench(fr), pt }
