import { describe, expect, test } from 'vitest'
import { fold } from '../src/fold.ts'
import { type Identity, LANGUAGES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())

const PEOPLE: readonly (readonly [form: string, name: string])[] = [
  ['Rosa Elena Ñamendí Calderón', 'Ñamendí'],
  ['Yaneth Quillahuamán Mamani', 'Quillahuamán'],
  ['Dayana Peña Soto', 'Peña'],
  ['Kauã Guarani', 'Kauã'],
  ['Shanelle Okonkwo-Brown', 'Okonkwo'],
]
const SENTENCES = {
  es: ['ayer vino la señora ', ' con su madre a la casa.'],
  en: ['yesterday the woman called ', ' came with her mother to the house.'],
  pt: ['ontem a moça ', ' veio com a mãe para a casa.'],
  fr: ['hier la femme ', ' est venue avec sa mère à la maison.'],
} as const

const lettersOf = (name: string): string[] => [...name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()]
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'
const fromTable =
  (table: string, between = '') =>
  (name: string): string =>
    lettersOf(name)
      .map(letter => [...table][ALPHABET.indexOf(letter)] ?? letter)
      .map((sign, i) => (sign === '·' ? (lettersOf(name)[i] ?? sign) : sign))
      .join(between)
const fromBlock = (first: number, between = '') =>
  fromTable(Array.from({ length: ALPHABET.length }, (_, i) => String.fromCodePoint(first + i)).join(''), between)

const BLOCKS: Readonly<Record<string, (name: string) => string>> = {
  'small capitals': fromTable('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ'),
  Lisu: fromTable('ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑ·ꓣꓢꓔꓴꓦꓪꓫꓬꓜ'),
  Cherokee: fromTable('ᎪᏴᏟᎠᎬ·ᏀᎻᎥᎫᏦᏞᎷ··Ꮲ·ᏒᏚᎢ·ᏙᎳ··Ꮓ'),
  Coptic: fromTable('··Ⲥ··Ϝ·ⲎⲒ·ⲔⳐⲘⲚⲞⲢ···Ⲧ···ⲬⲨ·'),
  'capitals of Greek': fromTable('ΑΒ··Ε··ΗΙ·Κ·ΜΝΟΡ···Τ···ΧΥΖ'),
  'letters in squares': fromBlock(0x1f130),
  'letters in black circles': fromBlock(0x1f150),
  'letters in black squares': fromBlock(0x1f170),
  'codes of flags': fromBlock(0x1f1e6),
  'codes of flags, apart': fromBlock(0x1f1e6, ' '),
  'codes of flags, held apart': fromBlock(0x1f1e6, '\u200b'),
}
/** The second search looks for a short name in whole words only. */
const PARTED = new Set(['codes of flags, apart'])

const texts = (block: string) =>
  PEOPLE.flatMap(([form, name]) =>
    LANGUAGES.map(lang => {
      const [opening, closing] = SENTENCES[lang]
      const piece = BLOCKS[block]?.(name) ?? name
      const identity: Identity = { names: [form] }
      return {
        lang,
        identity,
        start: opening.length,
        end: opening.length + piece.length,
        text: opening + piece + closing,
      }
    }),
  )

describe.each(Object.keys(BLOCKS))('a name in %s', block => {
  test('is masked whole', () => {
    const open = texts(block).filter(({ text, lang, identity, start, end }) => {
      const spans = engine.analyse(text, { lang, identity })
      return !spans.some(span => span.start <= start && end <= span.end)
    })
    expect(open.map(({ text, lang }) => [lang, text])).toEqual([])
  })
})

test.each(Object.keys(BLOCKS).filter(block => !PARTED.has(block)))(
  'a name in %s is seen by the second search alone',
  block => {
    const unseen = texts(block).filter(({ text, lang, identity }) => !engine.leaks(text, { lang, identity }))
    expect(unseen.map(({ text, lang }) => [lang, text])).toEqual([])
  },
)

test('a flag is a sign, and a currency one but between letters', () => {
  expect(fold('Ana🇭🇳 pagó €50, US$ 20 y R$3').text).toBe('ana□□ pago €50, us$ 20 y r$3')
  expect(fold('N€$tor').text).toBe('nestor')
})
