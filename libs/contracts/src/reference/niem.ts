import { serviceCategories } from '../codes.ts'
import type { ServiceCategory } from '../gen/amparo/common/v1/common_pb.ts'

/** NIEM 6 hs:ServiceCategory as the standard writes it, and the code of the same in proto/. */
const CODES = {
  'Basic Necessities': 'basic_necessities',
  'Case Management Services': 'case_management',
  'Educational Services': 'educational',
  'Employment Services': 'employment',
  'Housing Services': 'housing',
  'Language Services': 'language',
  'Legal Services': 'legal',
  'Medical and Dental Services': 'medical_and_dental',
  'Mental Health Services': 'mental_health',
  'Other Services': 'other',
  'Safety Planning': 'safety_planning',
} as const

export type NeedName = keyof typeof CODES
export type NeedCode = (typeof CODES)[NeedName]

export const needNames = Object.keys(CODES) as NeedName[]
const names = new Map<string, NeedName>(needNames.map(name => [CODES[name], name]))

/** "Housing Services" is "housing". */
export const needCodeOf = (name: NeedName): NeedCode => CODES[name]

/** "housing" is "Housing Services". Throws a RangeError for a code that is not on the list. */
export function needNameOf(code: string): NeedName {
  const name = names.get(code)
  if (name === undefined) throw new RangeError('not a ServiceCategory')
  return name
}

export const serviceCategoryOfNeed = (name: NeedName): ServiceCategory => serviceCategories.toEnum(CODES[name])
