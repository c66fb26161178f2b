import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../src/engine.ts'
import { markOf } from '../src/marks.ts'
import { lists, loadJudge, loadNameTagger, loadOfficialReader } from '../src/node.ts'
import { withWholeNames } from '../src/official/people.ts'
import type { OfficialReader } from '../src/official/reader.ts'
import { sumsIn } from '../src/official/sums.ts'
import { type Likeness, likenessOf, readWords } from '../src/official/words.ts'
import { POLICIES, type Policy } from '../src/policy.ts'
import { sceneOf } from '../src/scene.ts'
import { knowing } from '../src/words/known.ts'

const deps = { tagger: loadNameTagger(), judge: loadJudge(), lists }
const engine = createEngine({ ...deps, official: loadOfficialReader() })
const know = knowing(lists)

const JUDGMENT = `PROCEDURE

The case originated in an application (no. 48213/06) against the Republic of Austria lodged with the Court by a Polish national, Mr Pablo Quispe (“the applicant”), on 14 February 2006. The Government were represented by their Agent, Ms I. Hallstein.

THE FACTS

The applicant was born in 1961 and lives in Graz. On 3 May 2004 the Graz Regional Court convicted him and sentenced him to three years' imprisonment. The Court of Appeal upheld the judgment and dismissed the appeal on 9 November 2004. He complained under Article 6 of the Convention that the proceedings had been unfair; the application was declared admissible and the alleged violation examined on the merits.

PABLO QUISPE v. AUSTRIA JUDGMENT 3`

const REPORT = `Datos del paciente.
Nombre: Ismael.
Apellidos: Ferrándiz Ocaña.
NHC: 3390142.
Domicilio: Calle de los Olmos, 14, 2B.
Localidad/ Provincia: Albacete.
CP: 02005.
Fecha de nacimiento: 11/02/1958.
País: España.
Edad: 61 años Sexo: H.
Fecha de Ingreso: 20/03/2019.
Médico: Remedios Tascón Liñán NºCol: 02 02 41187.
Informe clínico del paciente: varón de 61 años con antecedentes de hipertensión en tratamiento, que acude a urgencias por dolor abdominal. La exploración física es normal. La analítica y la ecografía abdominal muestran una lesión en el riñón izquierdo; se realiza biopsia y cirugía, con buena evolución.`

const SENTENCE = `SENTENCIA. En la ciudad de Trujillo, a los doce días del mes de marzo de 2021, el Tribunal de Sentencia integrado por los magistrados Óscar Belmonte y Delia Ponce pronuncia fallo en la causa seguida contra Wilmer Tito Salas, alias "el Chino", por el delito de trata de personas. La víctima, de 16 años, fue trasladada desde el caserío Pampa Seca por el acusado, quien retuvo su DNI 0801-1990-12345. La defensa interpuso recurso de casación; la Sala de lo Penal confirmó la condena a quince años de reclusión y una multa de L 250,000, unos 10,000 dólares (USD). CONSIDERANDO la jurisprudencia constitucional y el artículo 52 del Código Penal, el tribunal resuelve condenar al acusado; notifíquese a la señora Yolanda Mamani, madre de la víctima, en su domicilio de la colonia El Sauce, casa 14. La apelación fue desestimada.`

const read = (text: string, policy: keyof typeof POLICIES, lang: 'en' | 'es' = 'en'): string =>
  engine.redact(text, { lang, policy: POLICIES[policy] }).text

describe('a judgment or the report of a hospital', () => {
  it('tells everybody nothing by which it is found where it is kept', () => {
    const judgment = read(JUDGMENT, 'publication')
    for (const trace of ['48213', 'Quispe', 'QUISPE', 'Hallstein', '1961', 'Graz', 'February', 'May 2004', 'November'])
      expect(judgment).not.toContain(trace)
    for (const word of ['sentenced', 'Article 6 of the Convention', 'unfair', 'admissible'])
      expect(judgment).toContain(word)
    const report = read(REPORT, 'publication', 'es')
    for (const trace of [
      'Ismael',
      'Ferrándiz',
      '3390142',
      'Olmos',
      'Albacete',
      '02005',
      '1958',
      'España',
      '61',
      'Tascón',
      '41187',
    ])
      expect(report).not.toContain(trace)
    for (const word of ['antecedentes de hipertensión', 'dolor abdominal', 'riñón izquierdo'])
      expect(report).toContain(word)
  })

  it('tells police, prosecution and court its courts and days, and nobody’s name', () => {
    const judgment = read(JUDGMENT, 'proceedings')
    for (const told of ['Graz', '3 May 2004', 'three years']) expect(judgment).toContain(told)
    expect(judgment).not.toMatch(/quispe/i)
  })

  it('is known by its words, and no note of those who help is taken for one', () => {
    const words = readWords()
    const official = (text: string, lang: 'es' | 'pt' | 'fr' | 'en') =>
      likenessOf(sceneOf(text, lists, know, lang), words)
    expect(official(JUDGMENT, 'en')).toBe('official')
    expect(official(REPORT, 'es')).toBe('official')
    expect(official('El tribunal dictó sentencia firme.', 'es')).toBe('other')
    const folder = new URL('../training/', import.meta.url)
    const files = readdirSync(folder).filter(name => name.endsWith('.jsonl'))
    const notes = files
      .flatMap(name => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
      .map(line => JSON.parse(line))
    const taken = notes.map(({ id, text, lang }) => [official(text, lang), id])
    expect(taken.length).toBeGreaterThan(4000)
    expect(taken.filter(([likeness]) => likeness === 'official')).toEqual([])
    // In doubt a note is masked as one, and as what it is.
    expect(taken.filter(([likeness]) => likeness === 'doubtful').length).toBeLessThan(taken.length / 1000)
  })

  it('is in doubt where a note stands in one file with it', () => {
    const words = readWords()
    const likeness = (text: string) => likenessOf(sceneOf(text, lists, know, 'en'), words)
    const note = `She called me from her room last night and said that she was tired, that her phone was gone and her baby had a fever. The man who
brought her here took her passport and keeps it in the kitchen, behind the rice. She cooks, cleans and sleeps on the floor with two other girls, and nobody
has paid her since May. I told her to wait near the shop on Friday, when he goes for beer, and that my cousin would come with the van. She was afraid for her
mother, because they know the house. Please call back before noon; she answers only when it rings twice.`
    expect(likeness(JUDGMENT.repeat(3))).toBe('official')
    expect(likeness(`${note}\n\n${JUDGMENT.repeat(3)}`)).not.toBe('official')
  })

  it('hides the whole of a word of which a sum takes a part', () => {
    const shown = read(SENTENCE.replace('Yolanda Mamani', 'Yolanda Mamani$350'), 'publication', 'es')
    expect(shown).not.toMatch(/yol|mam/i)
  })

  it('tells everybody nothing that any finder claims, though its own reader passes over it', () => {
    const shown = read(SENTENCE, 'publication', 'es')
    for (const trace of [
      'Trujillo',
      'marzo',
      'Belmonte',
      'Tito',
      'Chino',
      'Pampa Seca',
      '0801',
      'Sauce',
      'casa 14',
      '250',
      '10,000',
      'USD',
    ])
      expect(shown).not.toContain(trace)
    expect(shown).toContain('interpuso recurso de casación')
  })

  const TEXTS = [
    ['es', `La jueza Marta Sosa. Mamani fue oída. ${SENTENCE}`],
    ['es', `El imputado, Wilmer Rojas. Condori fue rescatada. ${SENTENCE}`],
    ['es', REPORT],
    ['en', JUDGMENT],
  ] as const
  /** Letters and figures that one engine hides and another shows. */
  const shownOf = (policy: Policy, now: Engine, before: Engine): string[] =>
    TEXTS.flatMap(([lang, text]) => {
      const hidden = (engine: Engine) => engine.propose(text, { lang, policy }).hidden
      const covered = hidden(now)
      const isShown = (at: number) => !covered.some(({ start, end }) => start <= at && at < end)
      return hidden(before).flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_, i) => start + i)
          .filter(at => isShown(at) && /[\p{L}\d]/u.test(text.charAt(at)))
          .map(at => text.slice(at, end)),
      )
    })

  it.each(['assistance', 'proceedings', 'publication'] as const)(
    'hides from %s nothing less than without its reader',
    policy => {
      expect(shownOf(POLICIES[policy], engine, createEngine(deps))).toEqual([])
    },
  )

  const alone = { ...POLICIES.publication, traces: 'as_read' } as const
  const weighed = { ...POLICIES.publication, traces: 'weighed' } as const
  const readBy = (likeness: Likeness, ...pieces: string[]): OfficialReader => ({
    likeness: () => likeness,
    read:
      ({ text }) =>
      () =>
        pieces.map(piece => markOf(text.indexOf(piece), text.indexOf(piece) + piece.length, 'PERSON')),
  })
  const engineOf = (likeness: Likeness, ...pieces: string[]): Engine =>
    createEngine({ ...deps, official: readBy(likeness, ...pieces) })
  const shownBy = (policy: Policy, text: string, ...pieces: string[]): string =>
    engineOf('official', ...pieces).redact(text, { lang: 'es', policy }).text

  it('lifts what its reader rules out, and no name of the text, no listed name, no long number, no half of a day', () => {
    const shown = shownBy(weighed, `${SENTENCE} Con enfermedad de Crohn, dijo a Óscar. Belmonte calló.`, 'marzo')
    expect(shown).toContain('Crohn')
    for (const trace of ['Belmonte', 'Óscar', '0801', '12345', 'doce días', '2021']) expect(shown).not.toContain(trace)
    // A nickname, and the rest of a name that is read in part, name somebody elsewhere, too.
    const again = `${SENTENCE} Declaró Ana Ñañaque. Luego Ñañaque lloró; alias «Chatarra», huyó. Chatarra volvió.`
    expect(shownBy(weighed, again, 'ana')).not.toMatch(/ñañaque|chatarra/i)
    // In doubt it lifts nothing.
    expect(shownOf(weighed, engineOf('doubtful'), createEngine(deps))).toEqual([])
  })

  it('shows no whole name and nothing that reaches somebody where its reader decides alone and finds nothing or a part', () => {
    expect(shownBy(alone, SENTENCE)).not.toMatch(/belmonte|0801/i)
    expect(shownBy(alone, `${SENTENCE} Escribió a w.tito@mail.example.`)).not.toContain('mail.example')
    expect(shownBy(alone, SENTENCE, 'oscar')).not.toMatch(/belmonte/i)
    expect(shownBy(alone, SENTENCE, '0801-1990')).not.toContain('12345')
  })
})

describe('people of a judgment', () => {
  const named = (text: string, ...pieces: string[]): string[] => {
    const scene = sceneOf(text, lists, know, 'pt')
    const marks = pieces.map(piece => {
      const start = scene.text.indexOf(piece)
      return markOf(start, start + piece.length, 'PERSON')
    })
    return withWholeNames(scene, marks).map(({ start, end }) => text.slice(start, end))
  }

  it('have no office before their names, and no number behind', () => {
    expect(named('Relatora: Desembargadora Nadia Lima', 'desembargadora nadia lima')).toContain('Nadia Lima')
    expect(named('ROMEU EGMONT - 3º Vogal', 'romeu egmont - 3')).toContain('ROMEU EGMONT')
    expect(named('O Senhor Ministro', 'ministro')).toEqual([])
  })

  it('are found again wherever their whole name stands', () => {
    const text = 'Voto de Nadia Egmont. GABINETE NADIA EGMONT ACO 12'
    expect(named(text, 'nadia egmont').filter(name => name === 'NADIA EGMONT')).toHaveLength(1)
  })
})

describe('sums of a judgment', () => {
  const sums = (text: string): string[] => {
    const scene = sceneOf(text, lists, know, 'en')
    return sumsIn(scene).map(({ start, end }) => text.slice(start, end))
  }

  it('are told with their currency, before, behind and again', () => {
    expect(
      sums('He owed 150,000 pounds sterling (GBP) and GBP 116,250, then L 250,000, R$ 50.000,00 and 400 €.'),
    ).toEqual([...['150,000 pounds sterling (GBP', 'GBP 116,250', 'L 250,000', 'R$ 50.000,00', '400 €']])
  })

  it('are no other numbers', () => {
    expect(sums('5 libras de pan, 14 Mark Street, ley L 24.240, article 52, 12 livres d’histoire, 16 years')).toEqual(
      [],
    )
  })
})
