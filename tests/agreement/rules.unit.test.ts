import { readFileSync } from 'node:fs'
import { serviceCategories } from '@amparo/contracts'
import { loadBook } from '@amparo/protocols'
import { describe, expect, it } from 'vitest'

const book = loadBook()
const steps = book
  .all()
  .flatMap(({ protocol, steps: all }) => Object.entries(all).map(([name, step]) => ({ protocol, name, step })))

const NAMED = ['step', 'form']
/** Steps and forms, however deep they stand in what is required. */
const namesIn = (required: unknown): string[] =>
  typeof required !== 'object' || required === null
    ? []
    : Object.entries(required).flatMap(([key, value]) =>
        NAMED.includes(key) && typeof value === 'string' ? [`${key} ${value}`] : namesIn(value),
      )

/** Of those who help, and of the person. */
const STEPS = [
  ...['hear-child', 'appoint-guardian', 'start-tracing', 'plan-adulthood', 'follow-up-12', 'end-follow-up'],
  ...['explain-risks', 'confirm-adult', 'choose-to-go', 'documents-ready', 'confirm-fitness', 'arrange-escort'],
  'ask-permission',
  ...['ready-to-receive', 'review-search', 'assess-threat', 'settle-family', 'agree-terms', 'plan-life-after'],
].map(name => `step ${name}`)
const FORMS = [
  ...['rapid-risk', 'best-interests', 'family-assessment', 'protection-screening', 'transfer-risk'],
  ...['trafficking-indicators', 'trafficking-indicators-child', 'threat-assessment'],
].map(name => `form ${name}`)

describe('no step', () => {
  it('waits for the police, but the end of a search for a missing person', () => {
    // All that any step waits for: whoever adds one looks whether it is with police, prosecution or a complaint.
    const awaited = new Set(steps.flatMap(({ step }) => namesIn(step.requires ?? [])))
    expect([...awaited].toSorted()).toEqual([...STEPS, ...FORMS, 'step tell-police'].toSorted())
    const waiting = steps.filter(({ step }) => namesIn(step.requires ?? []).includes('step tell-police'))
    expect(waiting.length).toBeGreaterThan(0)
    for (const { name, step } of waiting) expect([name, step.from]).toEqual([name, ['missing-in-transit']])
  })

  it('detains anybody: detention is a danger that forms look for', () => {
    const detains = (text: string) => /detain|detention/.test(text)
    expect(steps.map(({ name }) => name).filter(detains)).toEqual([])
    expect(serviceCategories.all.filter(detains)).toEqual([])
    expect(
      book
        .forms()
        .flatMap(({ flags }) => Object.keys(flags))
        .filter(detains),
    ).toContain('detention')
  })

  it('asks for means of coercion of a child', () => {
    const asking = steps.filter(({ step }) => JSON.stringify(step.data ?? {}).includes('means-not-shown'))
    expect(asking.length).toBeGreaterThan(0)
    // Refusing for want of them is for adults alone.
    for (const { name, step } of asking) expect([name, step.adults]).toEqual([name, { reasons: ['means-not-shown'] }])
    const form = book.forms().find(({ form: id }) => id === 'trafficking-indicators-child')
    expect(form?.subjects).toBe('minors')
    const items = form?.sections.flatMap(section => Object.keys(section.items)) ?? []
    expect(items.filter(item => /consent|agree|means/.test(item))).toEqual([])
  })
})

it('the text that is read to a person says that no help depends on the police', () => {
  const text = readFileSync(new URL('../../services/consent/forms/2026-1/eng.md', import.meta.url), 'utf8')
  expect(text.replaceAll(/\s+/g, ' ')).toContain('No help depends on your speaking with the police')
})
