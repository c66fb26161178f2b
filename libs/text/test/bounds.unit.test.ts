import { beforeAll, describe, expect, test } from 'vitest'
import { bounded } from '../src/firm/bounds.ts'
import type { Engine, Language } from '../src/index.ts'
import type { Mark } from '../src/marks.ts'
import { lists, loadEngine } from '../src/node.ts'
import { POLICIES } from '../src/policy.ts'
import { sceneOf } from '../src/scene.ts'
import type { SpanType } from '../src/types.ts'
import { knowing } from '../src/words/known.ts'

/** What is left of a mark that reaches from `from` to the end of `to`, where no finder claimed anything. */
function leftOf(lang: Language, text: string, type: SpanType, from: string, to: string): string[] {
  const scene = sceneOf(text, lists, knowing(lists), lang)
  const start = scene.text.indexOf(from)
  const mark: Mark = { start, end: scene.text.indexOf(to, start) + to.length, type }
  return bounded(scene, [mark]).map(({ start: at, end }) => scene.text.slice(at, end))
}

describe('what the judge alone found is cut where its kind ends', () => {
  const CUT: readonly [Language, string, SpanType, string, string, string[]][] = [
    [
      'pt',
      'dorme no alojamento do pomar serra fria dormia quarenta num quarto',
      'ADDRESS',
      'alojamento',
      'quarto',
      ['alojamento do pomar serra fria'],
    ],
    [
      'en',
      'housed above the mill and made to work to clear a debt of many dollars',
      'ADDRESS',
      'above',
      'dollars',
      ['above the mill'],
    ],
    [
      'es',
      'vive detras del molino y la panaderia',
      'ADDRESS',
      'detras',
      'panaderia',
      ['detras del molino y la panaderia'],
    ],
    [
      'fr',
      'Elle eut un malaise au site, fatigue, deux semaines. Elle dort. Il mange.',
      'ADDRESS',
      'malaise',
      'semaines',
      ['malaise au site'],
    ],
    ['es', 'bri: le debo el pasaje y la comida jaja 4 millones de guaranies', 'ADDRESS', 'pasaje', 'guaranies', []],
    [
      'fr',
      'Elle loge au batiment C, Grand-Camp. Sur les faits, elle se tait.',
      'ADDRESS',
      'batiment',
      'faits',
      ['batiment c, grand-camp'],
    ],
    [
      'pt',
      'equipe do consultorio na Rua. Sem dormir ha dias',
      'ADDRESS',
      'consultorio',
      'dormir',
      ['consultorio na rua'],
    ],
    ['es', 'en el galpon del molino, con los otros peones', 'ADDRESS', 'galpon', 'peones', ['galpon del molino']],
    [
      'es',
      'en la casa del molino, con porton negro',
      'ADDRESS',
      'casa',
      'negro',
      ['casa del molino, con porton negro'],
    ],
    ['es', 'en el bulevar artigas apto. 504', 'ADDRESS', 'bulevar', '504', ['bulevar artigas apto. 504']],
    ['es', 'desde hacia nueve meses sin pago', 'AGE', 'nueve', 'meses', []],
    ['en', 'we cook 4 onions left', 'AGE', '4', '4', []],
    ['en', 'an infant, kemari, 8 months, eats', 'AGE', '8', 'months', ['8 months']],
    ['en', 'the girl, 14, left', 'AGE', '14', '14', ['14']],
    ['fr', 'occupe une quarantaine de jeunes', 'NATIONALITY', 'quarantaine', 'jeunes', []],
    ['es', 'es constructor de violines', 'NATIONALITY', 'constructor', 'violines', ['constructor de violines']],
  ]
  test.each(CUT)('%s: %s (%s, %s to %s)', (lang, text, type, from, to, left) => {
    expect(leftOf(lang, text, type, from, to)).toEqual(left)
  })

  test('what the record says is never cut', () => {
    const scene = sceneOf('alojamento do pomar dormia quarenta', lists, knowing(lists), 'pt')
    const mark: Mark = { start: 0, end: scene.text.length, type: 'ADDRESS', own: true }
    expect(bounded(scene, [mark])).toEqual([mark])
  })
})

describe('what the rules find', () => {
  let engine: Engine
  beforeAll(() => {
    engine = loadEngine(() => 0)
  })

  const isMasked = (lang: Language, text: string, word: string): boolean => {
    const at = text.lastIndexOf(word)
    return engine.analyse(text, { lang }).some(({ start, end }) => start <= at && at + word.length <= end)
  }
  const THREAD = 'gabi: miga cade vc\nthay: to na casa ainda\ngabi: isso eh crime thaynara!!\nthay: eu sei'

  const PROTOCOL =
    'INTERVENANTE : Prenez votre temps. AÏSSANOU : Chez ma tante. INTERVENANTE : Payée ? AÏSSANOU : Jamais.'

  test.each([
    ['pt', THREAD, 'thaynara'],
    ['pt', 'O proprietário, Edmilson "Boto" Farias, retinha os documentos.', 'Edmilson "Boto" Farias'],
    ['fr', 'J’ai appelé le 0696 55 0l 18 : c’est une femme.', '0696 55 0l 18'],
    ['en', 'Her handle is shan.xo_758 on IG.', 'shan.xo_758'],
    ['es', 'En Instagram sale como yoli punto guion bajo 22 y en TikTok no.', 'yoli punto guion bajo 22'],
    ['en', 'he sits in the van all day, plate pa 4471', 'pa 4471'],
    ['en', 'He drives a green jeep, PH 8l20. It was dark.', 'PH 8l20'],
    ['en', 'They sheltered her from 2 to 6 January at the school.', '2 to 6 January'],
    ['es', 'Estuvo encerrada del 4 al 9 de febrero de 2025.', '4 al 9 de febrero de 2025'],
    ['fr', PROTOCOL, 'AÏSSANOU'],
    ['fr', 'cc sabine c’est ludo du foyer. mélina est revenue cette nuit vers 4h pieds nus.', 'ludo'],
    ['pt', 'minha irmã sumiu desde sexta 13/11 e ninguém viu nada', 'sexta 13/11'],
    ['fr', 'Elle a pu sortir le jour de l’Ascension avec une voisine.', 'jour de l’Ascension'],
    ['fr', 'Ils gardaient sa carte consulaire, n° CC-118-20447. Elle est partie.', 'CC-118-20447'],
    ['en', 'He drives a black Charger CKVR 884 and waits outside.', 'CKVR 884'],
    ['en', 'He came in a maxi, H 4417. It was dark.', 'H 4417'],
    ['pt', 'CONSELHO TUTELAR. IDADE: 17 ANOS. ALDEIA: SÃO PEDRO DO COLUENE. MÃE: FALECIDA.', 'SÃO PEDRO DO COLUENE'],
    ['en', 'Told by L. M. S. at the shelter.', 'L. M. S.'],
    ['en', 'hi ms deane its tamika from nights. new girl came late', 'tamika'],
    ['en', 'hi ms deane its tamika from nights. new girl came late', 'deane'],
  ] as const)('%s: %s (%s)', (lang, text, word) => {
    expect(isMasked(lang, text, word)).toBe(true)
  })

  test.each([
    ['es', 'El piloto alegó que era su prima. Se incautaron Q 3,450.00 en efectivo.', '3,450.00'],
    ['en', 'Q. Full name? A. Usnavy Leyva Pupo. Q. And the boss? A. Adauto Brito.', 'A.'],
    ['fr', 'ksiusha 20:03 Bonsoir Madame Claire-Élise pardon', 'Bonsoir'],
    ['en', 'We intend to call Detective Inspector Orville McKoy and the driver.', 'Detective'],
    ['en', 'kim: u ok?\nrox: nope. smh', 'nope'],
    ['pt', 'bia: miga cade vc\nlia: eita, mermo', 'miga'],
    ['es', 'ATIENDE: Cuénteme. MADRE: Bueno, anótelo.', 'Cuénteme'],
    ['fr', 'Une maîtresse m’a trouvée au marché un mercredi 15 avril et m’a posé des questions.', 'un mercredi'],
    ['fr', 'L’article 225-4-1 du code pénal prévoit sept ans d’emprisonnement.', 'sept ans'],
    ['en', 'Pension file open. She comes from a small town. BP 168/94. Knees bad. Lifts.', '168/94'],
    ['fr', 'LANGUES : WAYANA, FRANÇAIS', 'WAYANA'],
    ['fr', PROTOCOL, 'INTERVENANTE'],
    ['es', 'Informe manuscrito, pag. 2 de 3. La señora no vino.', '2 de 3'],
    ['fr', 'Compte rendu de visite, p. 1/2. Nous avons vu la dame.', '1/2'],
    ['fr', "Il ne tient pas parole. J'ai travaillé quatre ans sans repos.", 'quatre ans'],
    ['fr', 'Rappeler Kettly de l’IBESR demain.', 'IBESR'],
    ['en', 'hi ms deane its tamika from nights. new girl came late', 'its'],
    ['es', 'Otras dos jóvenes, Edith Camaiteri y Jessy, de 17, siguen en la chacra.', ' y '],
    ['pt', 'Que ali dois rapazes, Railan e Wesley Barata, choravam.', ' e '],
    ['en', 'The State v. Terrence Jagmohan and another.', 'v.'],
    ['en', 'A nephew, Errol, collected her N.I.S. card.', 'N.I.S.'],
    ['pt', 'Ela dormia num quartinho junto com os produtos de limpeza.', 'produtos'],
    ['fr', 'cc sabine c’est ludo du foyer. mélina est revenue cette nuit vers 4h pieds nus.', 'foyer'],
    ['fr', 'On l’appelait Prince J. Il m’a présenté sa tante.', 'Il'],
    ['pt', 'Trouxe só uma foto da filha Jussara, que não vê há vinte anos. Nasceu no sertão.', 'vinte anos'],
  ] as const)('%s: %s lets stand: %s', (lang, text, word) => {
    expect(isMasked(lang, text, word)).toBe(false)
  })

  test('what is no identifier for the first search is none for the second', () => {
    const text = 'Le poste sollicite 1 150 000 FCFA pour le retour, et Q 11,460.00 pour la dette.'
    const { text: shown } = engine.redact(text, { lang: 'fr', policy: POLICIES.publication })
    expect(shown).toBe(text)
  })
})
