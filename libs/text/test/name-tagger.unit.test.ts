import { describe, expect, it } from 'vitest'
import { type Language, loadNameTagger } from '../src/node.ts'

const tagger = loadNameTagger()
const found = (text: string, lang: Language) => tagger.tag(text, lang).map(span => text.slice(span.start, span.end))
const hides = (text: string, lang: Language, word: string) => found(text, lang).some(name => name.includes(word))

describe('the name tagger', () => {
  it('finds names that are on the lists, in each language', () => {
    expect(hides('La señora Yolanda Mamani Condori declaró ayer.', 'es', 'Yolanda Mamani Condori')).toBe(true)
    expect(hides('A vítima disse chamar-se Jandira Ferreira.', 'pt', 'Jandira Ferreira')).toBe(true)
    expect(hides('Le gérant, Honoré Louissaint, a gardé le passeport.', 'fr', 'Honoré Louissaint')).toBe(true)
    expect(hides('The manager, Delroy Persaud, kept her passport.', 'en', 'Delroy Persaud')).toBe(true)
  })

  it('finds names that are on no list, by what stands around them', () => {
    expect(hides('La víctima dijo llamarse Zulmarith Qoyllurpa.', 'es', 'Zulmarith Qoyllurpa')).toBe(true)
    expect(hides('Her cousin is called Tavonique Brathmoor.', 'en', 'Tavonique Brathmoor')).toBe(true)
  })

  it('finds them in small letters and in capitals', () => {
    const small = 'hola soy yolanda mamani, la prima de wilmer quispe, necesito ayuda por favor porque no me pagan'
    expect(hides(small, 'es', 'yolanda mamani')).toBe(true)
    expect(hides(small, 'es', 'wilmer quispe')).toBe(true)
    expect(hides('NOMBRE: WILMER QUISPE MAMANI\nEDAD: 30', 'es', 'WILMER QUISPE MAMANI')).toBe(true)
  })

  it('leaves ordinary words alone, names though they be elsewhere', () => {
    expect(found('Tiene mucha esperanza y pide paz; la luz de la casa fue cortada ayer.', 'es')).toEqual([])
    expect(found('She has a lot of patience and hope, and will go home in May.', 'en')).toEqual([])
    expect(found('De acuerdo con el informe, no hay documentos.', 'es')).toEqual([])
  })

  it('tells offsets in UTF-16 units, also after emoji and decomposed accents', () => {
    const text = '🙏🏽 Me llamo Jose\u0301 Mamani Quispe.'
    expect(found(text, 'es')).toEqual(['Jose\u0301 Mamani Quispe'])
  })

  it('says the same each time, however long the text before was', () => {
    const text = 'El agente Ramiro Salcedo llamó a la puerta.'
    const first = tagger.tag(text, 'es')
    tagger.tag('Nombre: María Condori. '.repeat(5000), 'es')
    expect(tagger.tag(text, 'es')).toEqual(first)
  })

  it('finds more with a greater bias', () => {
    const text = 'Cuando Garrido salió, Belkis rezaba. Preguntó por Ozias y por la casa.'
    const hidden = (bias: number) =>
      loadNameTagger({ bias })
        .tag(text, 'es')
        .reduce((sum, { start, end }) => sum + end - start, 0)
    expect(hidden(6)).toBeGreaterThan(hidden(-6))
  })

  it('has nothing to say of an empty text', () => {
    expect(tagger.tag('', 'es')).toEqual([])
  })
})
