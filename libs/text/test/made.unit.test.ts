import { describe, expect, test } from 'vitest'
import { type Identity, type Language, POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
const policy = POLICIES.proceedings

const shownOf = (text: string, lang: Language, identity: Identity): string =>
  engine.redact(text, { lang, identity, policy }).text

describe('nobody of the record is read by what they are called at home, where suspects are read', () => {
  test.each([
    ['es', 'El proxeneta Beto la golpeaba cada noche.', 'Beto', 'Roberto Villca Choque'],
    ['es', 'El tratante, «Beto», cobraba la cuota.', 'Beto', 'Roberto Villca Choque'],
    ['es', 'El reclutador Chaguito le ofreció trabajo.', 'Chaguito', 'Santiago Mamani Apaza'],
    ['es', 'El proxeneta Concha recibía el dinero.', 'Concha', 'Concepción Ruiz'],
    ['pt', 'O aliciador, Chico, cobrava.', 'Chico', 'Francisco Ferreira Lima'],
    ['pt', 'O traficante Chiquinho cobrava.', 'Chiquinho', 'Francisco Ferreira Lima'],
    ['fr', 'Le proxénète Guigui la frappait.', 'Guigui', 'Guillaume Lefèvre'],
    ['en', 'The pimp Bob took her phone.', 'Bob', 'Robert Wright'],
    ['en', 'The recruiter, Kathy, paid.', 'Kathy', "Katherine O'Connor"],
  ] as const)('%s: %s', (lang, text, pet, name) => {
    expect(shownOf(text, lang, { names: ['Zulma Ortuste'], relatives: [name] })).not.toContain(pet)
    expect(shownOf(text, lang, { names: [name] })).not.toContain(pet)
  })

  test('and another suspect still is', () => {
    const text = 'El proxeneta Beto la golpeaba cada noche.'
    expect(shownOf(text, 'es', { names: ['Zulma Ortuste'], relatives: ['Santiago Mamani'] })).toBe(text)
  })

  test('nor is a guardian whom the record lists as a suspect, whose name the person bears as a pet name', () => {
    const text = 'El acusado Nando Paredes cobraba.'
    const listed = { relatives: ['Nando Paredes'], suspects: ['Nando Paredes'] }
    expect(shownOf(text, 'es', { names: ['Fernando Ruiz'], ...listed })).not.toContain('Nando')
    expect(shownOf(text, 'es', { names: ['Zulma Ortuste'], ...listed })).toContain('Nando Paredes')
  })
})

describe('names in small letters among sentences that use capitals', () => {
  test.each([
    ['es', 'Preguntó por chago, el de la moto, y luego se fue. Nadie respondió.', 'chago', 'Santiago Mamani'],
    ['es', 'Según ella, beto le quitó el pasaporte en marzo. No lo ha visto más.', 'beto', 'Roberto Villca'],
    ['es', 'Hola, la tencha no quiere declarar todavía. Dice que tiene miedo.', 'tencha', 'Hortensia Paz'],
    ['pt', 'Ela contou que zezinho guardava a chave. Ninguém podia sair.', 'zezinho', 'José Ferreira'],
  ] as const)('%s: %s', (lang, text, pet, name) => {
    expect(shownOf(text, lang, { names: [name] })).not.toContain(pet)
  })

  test.each([
    ['es', 'El chico era de lejos y comía pan. La china estaba en la arena.', ['Francisco Paz', 'Marcelina Ruiz']],
    ['en', 'They will rob the shop. The bill was paid by a man.', ['Robert Paz', 'William Cross']],
  ] as const)('%s: ordinary words stay: %s', (lang, text, names) => {
    const own = engine.analyse(text, { lang, identity: { names } }).filter(span => span.own === true)
    expect(own).toEqual([])
  })
})

describe('names glued to initials, of their first syllables, drawn out, and misspelt where they are made small', () => {
  test.each([
    ['es', 'RosaV es su perfil.', 'RosaV', 'Rosa Hortensia Villca Mamani'],
    ['es', 'El usuario rpaz inició sesión en la empresa.', 'rpaz', 'Rosa Paz'],
    ['es', 'Mafer firmó la hoja.', 'Mafer', 'María Fernanda Quispe Mamani'],
    ['es', 'Malupe firmó la hoja.', 'Malupe', 'María Guadalupe de la Cruz'],
    ['es', 'Mariguada firmó la hoja.', 'Mariguada', 'María Guadalupe Hernández'],
    ['es', 'Rositaaa ven, gritó.', 'Rositaaa', 'Rosa Paz'],
    ['es', 'Preguntó por Rozita en el local.', 'Rozita', 'Rosa Paz'],
    ['pt', 'O suspeito Chicão cobrava.', 'Chicão', 'Francisco Lima'],
    ['en', 'BethW posted a photo.', 'BethW', 'Elizabeth Anne Wright'],
  ] as const)('%s: %s', (lang, text, made, name) => {
    expect(shownOf(text, lang, { names: [name] })).not.toContain(made)
  })
})
