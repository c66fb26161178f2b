import type { EmergencyTexts } from './emergency-texts.ts'

export const fr: EmergencyTexts = {
  title: 'Accès d’urgence',
  lead: 'Si quelqu’un est en danger maintenant et que la voie ordinaire n’y suffit pas, vous pouvez ouvrir, sans deuxième personne, qui est la personne. On vous dit d’abord ce qui se passera.',
  begin: 'Danger immédiat : ouvrir sans deuxième personne',
  before: 'Avant d’ouvrir sans deuxième personne',
  points: [
    'C’est pour un danger immédiat : pour la vie ou la santé de quelqu’un, ou pour un enfant. Pour tout le reste, prenez la voie ordinaire.',
    'Votre responsable et l’audit sont aussitôt avertis. Votre nom et le motif figurent au registre des accès ; que quelqu’un a regardé, et pourquoi, la personne peut le lire dans son propre dossier.',
    'Vous ne pouvez le faire que quelques fois par semaine. C’est définitif.',
    'Vous voyez qui est la personne, comment et où la joindre, les risques, la santé et les besoins, dans la mesure où votre organisme peut les voir. Ce qui lui est arrivé n’est pas montré.',
    'Cela prend fin après 60 minutes. Ne dites aux autres que ce qu’il leur faut pour aider.',
  ],
  reason: 'Quel est le danger ?',
  reasons: {
    danger_to_life: 'La vie de quelqu’un est en danger',
    medical_emergency: 'La personne a besoin de soins médicaux tout de suite',
    child_in_danger: 'Un enfant est en danger',
    trafficker_is_near: 'Quelqu’un qui a fait du mal à la personne est tout près',
    missing_from_shelter: 'La personne a disparu de l’endroit où elle était à l’abri',
  },
  open: 'Ouvrir sans deuxième personne',
  leave: 'Ne pas ouvrir',
  until: when => `Ouvert jusqu’à : ${when} ; ensuite, cela s’efface de l’écran.`,
  cleared:
    'Les données ont été effacées de l’écran. Tant que les 60 minutes ne sont pas écoulées, vous pouvez les ouvrir de nouveau : cela compte comme la même fois et est inscrit encore une fois.',
  call: 'Si quelqu’un est en danger maintenant, n’attendez pas cette page : appelez les services d’urgence, puis votre responsable ou l’autre organisme de cette orientation.',
  journal: line => `Ligne ${line} du journal des urgences, d’où le registre des accès la reprend`,
}
