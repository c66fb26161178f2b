import type { SealedTexts } from './sealed-texts.ts'

export const fr: SealedTexts = {
  title: 'Scellé à votre organisme',
  lead: 'Votre organisme détient lui-même ses clés : ce nœud ne peut ouvrir ce qui est arrivé. Vous pouvez le télécharger et l’ouvrir chez vous, hors ligne, avec amparo-open ou gpg.',
  limits:
    'Chaque téléchargement figure au registre des accès avec votre nom, et l’expéditeur reçoit l’attestation du retrait. Ensuite, aucun système ne peut le limiter ni le retirer ; la loi le fait : à la seule fin indiquée, rien n’est transmis sans accord, et tout est détruit quand on vous le demande.',
  file: 'Scellé à la clé de votre organisme : ce nœud ne peut l’ouvrir et n’y a pas cherché de programmes malveillants. Ouvrez-le chez vous, avec amparo-open ou gpg. Le téléchargement figure au registre ; ensuite, aucun système ne limite le fichier.',
  item: 'Scellé à la clé de votre organisme : ce nœud ne peut l’ouvrir. Ouvrez-le chez vous, avec amparo-open ou gpg. Le téléchargement figure au registre ; ensuite, aucun système ne limite ce qu’il dit.',
  report: at => `Évaluation du ${at}`,
  forAuthority: 'Scellé à la clé de l’autorité centrale : elle seule peut le télécharger et l’ouvrir.',
  compare: sha256 =>
    `La demande le nomme par l’empreinte ${sha256} : le manifeste à l’intérieur doit dire la même chose.`,
  fetch: 'Télécharger le dossier (ZIP)',
  fetching: 'Préparation …',
  fetched: (name, key) => `Téléchargé : ${name}.zip. Ouvrez-le avec la clé ${key}.`,
  howToOpen: 'Comment l’ouvrir',
  program:
    'Décompressez le ZIP. Sur un poste de votre organisme avec Node.js 20 ou plus récent, qui n’a pas besoin de réseau, lancez : node amparo-open.mjs DOSSIER/bundle --key VOTRE-CLÉ.asc --signer CERTIFICAT.asc --out FICHIER. Il vérifie tout et dit qui l’a eu. CERTIFICAT.asc est dans DOSSIER/signers ; comparez son empreinte avec votre annuaire.',
  fetchProgram: 'Télécharger amparo-open.mjs',
  compareProgram: sha256 =>
    `SHA-256 du programme : ${sha256}. Avant de le lancer, comparez-le avec celui que l’opérateur de votre nœud vous indique par une autre voie.`,
  toSend:
    'Cet organisme détient lui-même ses clés. Ce que vous envoyez est scellé à sa clé et lui seul l’ouvre : l’envoyer, c’est le divulguer. Un retrait ultérieur lui parvient, mais rien ne peut le lui reprendre.',
}
