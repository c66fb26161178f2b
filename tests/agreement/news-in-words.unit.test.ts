import { expect, test } from 'vitest'
import { workTexts as en } from '../../services/portal/web/i18n/work/en.ts'
