import { inFrench } from '@amparo/contracts/words'
import type { Language } from '../language.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'
import type { Texts } from './texts.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { es, en, fr: inFrench(fr), pt }
