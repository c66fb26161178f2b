import type { Texts } from './texts/texts.ts'

/** What is wrong with a field; a refusal of the whole says itself what is wrong with it. */
export const faultText = ({ faults, seeAbove }: Pick<Texts['form'], 'faults' | 'seeAbove'>, code: string): string =>
  Object.hasOwn(faults, code) ? faults[code as keyof typeof faults] : seeAbove
