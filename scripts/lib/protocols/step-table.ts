import type { Protocol, Requirement, StepDef } from '@amparo/protocols'
import { code, list, table } from '../docs/document.ts'
import { fieldsText } from './fields-text.ts'

export const stepTable = (protocol: Protocol): string =>
  table(
    ['step', '', 'by', 'from', 'to', 'says', 'requires', 'then'],
    Object.entries(protocol.steps).map(([step, def]) => [
      code(step),
      def.text.en,
      byText(def),
      fromText(def),
      def.to === undefined ? 'stays' : code(def.to),
      fieldsText(def.data),
      (def.requires ?? []).map(requirementText).join(' and '),
      thenText(def),
    ]),
  )

function fromText({ from }: StepDef): string {
  if (from === 'any') return 'any state'
  return from === 'open' ? 'any open state' : list(from)
}

function byText({ by, side, scopes = [] }: StepDef): string {
  if (by === 'either') return `either party with ${list(scopes)}`
  if (by === 'sender' || by === 'recipient') return `${by} with ${list(scopes)}`
  return `${by}, in ${side === 'either' ? "either party's hub" : `the ${side ?? ''}'s hub`}`
}

export function requirementText(requirement: Requirement): string {
  if ('anyOf' in requirement) return `(${requirement.anyOf.map(requirementText).join(' or ')})`
  if ('step' in requirement) return code(requirement.step)
  const { form, by, priorities } = requirement
  const who = by === undefined ? '' : ` of the ${by}`
  return `form ${code(form)}${who}${priorities === undefined ? '' : ` if ${priorities.join(' or ')}`}`
}

const thenText = ({ effects = [], private: stays, grave }: StepDef): string =>
  [effects.length > 0 ? list(effects) : '', stays ? 'stays inside the agency' : '', grave ? 'cannot be taken back' : '']
    .filter(Boolean)
    .join('; ')
