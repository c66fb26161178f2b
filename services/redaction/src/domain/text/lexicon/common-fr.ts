/** Ordinary words of this field, chosen by hand; folded (no accents, lower case). */
export const COMMON = `
abri abus accepta accepte accompagnait accompagne accompagner accueil acte actuel actuelle actuellement adj
administrateur adolescent adolescente adresse affaire age agent agression agricole ai aida aidait aide aider aient
aille ailleurs ait ajoute alla allaient allait aller alors ambassade amende ami amie amies amis an ananas anglais
annee annees annexe anniversaire annonce annonces anonyme ans aout appel appela appelait appeler appelle appellent
appels apporte apporter apres argent arobase arrestation arrete arretee arriva arrivait arrive arrivee arrivent
arriver art article articles as association atelier attend attendait attendre au auberge aucun aucune audience
audition auditionne auditions aujourd aura aurait auront aussi autorise autorisee autorite autorites autre autres aux
avaient avais avait avant avec avertir avez avion avocat avocate avoir avons avril ayant bain banque bar bas basse
bateau beau beaucoup bebe belle besoin besoins bien billet billets blanc blanche blessure blessures bleu bleue boire
bois boite bonjour bonsoir bottes bourg boutique brigadier bureau bus ca cahier caisse calme camarade camera cameras
camion camionnette campagne carte cause ce cela celibataire celle cellulaire celui cent centre cents certain certaine
certificat ces cet cette ceux cf chaise chambre chambres champ champs chantier chaque chat chaud chauffeur chaussures
chef chemin cherchait cherche chercher cheval chez chien chose choses cinq cinquante civil cle cles clinique club code
coffre coin college collegue collegues combien commencait commence commencer comment commercante commerce commission
commune compagne compagnon complet complete comprenait comprend comprendre compris compte comptes conducteur conduit
conduite confidentiel confidentielle confirme confisque confisquer conforme connaissait connait connaitre connu connue
conseil consent constate constatee constatons construction consul consulat contrat contrats contre controle convention
copain copie copies copine cote coupait couper coups cour courriel courriels courrier court cousin cousine cousins
couture couturiere crainte creche creole crime croire croit croyait cuisine cuisiniere danger date dates de debut
decembre declarait declaration declarations declare decret dedans defenseur dehors deja delit demain demanda demandait
demande demandee demandent demander demeura demeurant demeure demeurer dents departement depot depuis dernier derniere
derriere des descendre dessous dessus dette dettes deux deuxieme devaient devait devant devoir difficile dimanche dira
dire directeur direction directrice dis disaient disait dise disent dispensaire dit division dix docteur document
documents dois doit doivent dollars domestique domicile donna donnait donne donnent donner dont dormaient dormait
dorment dormir dors dort dossier dossiers douane douleur douleurs douze dr droit droits du eau ecole ecoute ecouter
ecrire ecris ecrit ecrite ecrivait educatrice eglise eleve elle elles emploi employe employee employes employeur
enceinte encore endroit enfant enfants enferme enfermee enfermer enquete enquetes entre entree entrepot entretien
entretiens epouse epoux es espagnol est etage etaient etais etait etant etat ete etes etre ets eu eurent euros eut
exemple expert exploitant exploitation facile facon faim faire fais faisaient faisait fait faite faits famille fasse
fatigue fatiguee fausse faux feminin femme femmes fenetre fera ferme fermee feuille fevrier fiance fiancee fievre
fille filles fils fin firent fit fleurs fois font foret forme fourgon foyer frais francais frappait frapper frere
freres froid frontiere fruits furent fus fut gardaient gardait garde garder gardes gardien gare gendarme gendarmerie
general generale genre gens gerant gerante gourdes grand grande gris grise grossesse groupe habitait habite habitent
habiter hameau haut haute hebergement heure heures hier homme hommes hopital horaire hotel hui huit ici idee identifie
identifiee il ils immediat immediate immeuble impossible indiquait indique infirmiere infraction inspecteur inspection
inspectrice institut institutrice interdit intermediaire internet interprete jamais janvier jaune je jeudi jeune
jeunes joigne joindre joint jointe jour jours juge juillet juin kilometre la laissa laissait laisse laisser lait
langue langues le les lettre leur leurs liberte libre lieu lieux ligne lingala linge lingere liste lit lits livre
livreuse locale localise localisee logement loi loin lois long lors lui lundi m ma machine machines madame
mademoiselle magasin mai maintenant maire mairie maison maisons mal malade maladie malgre maltraitance maman mandat
mange mangeait mangent manger maniere marchande marche mardi mari marie mariee marraine mars masculin matin matins me
medecin medicament medicaments meme memes menace menacer menaces menage mensonge mentale mer merci mercredi mere mes
mesdames message messages messieurs met metier mettait mettre midi mieux mille million mine mines ministere minuit
miroir mis mit mlle mme moi moins mois moment mon monde monnaie monsieur montagne monter montre mort morte mot motif
moto mots mourir mr municipal municipale naissance naitre naquit national nationale nationalite ne necessaire nee nes
nettoyage neuf neveu ni niece noir noire nom noms non nord nos note notes notre nourri nourriture nous nouveau
nouvelle novembre nuit nuits num numero numeros obs octobre offert officier offre offrir on oncle ont onze operation
operatrice ordonnance ordre oriente orientee origine ou ouest oui outils ouvert ouvrait ouvre ouvrier ouvriere
ouvriers ouvrir page paie paiement paient pain papa papier papiers par parc parce pardon parent parents parla parlait
parle parlent parler paroisse parquet parrain part partait parti partie parties partir partit pas passa passait passe
passeport passeports passer passeur pasteur patron patronne payait paye payee payer peche pecheur pendant pensait
pense penser perd perdre perdu pere permis perquisition personne personnes petit petite peu peur peut peuvent peux
photo photographie photos pire pirogue piste place placeur plage plainte plaintes plantation pleurs plus point poisson
police pont port portable porte portes portugais possible poste posterieur pour pourquoi pourra pouvaient pouvait
pouvoir prealable precedent precise prefecture prefere prefet premier premiere prenait prend prendre prennent prenom
prenoms pres presque pret prevenir previenne pris prise prit prive privee prix probleme problemes procureur professeur
profession programme promesse promettre promis propre proprietaire protection protocole province provisoire
psychologique psychologue public publique puis puisque puisse put quai quand quarante quartier quatorze quatre que
quel quelle quelles quelqu quelque quelques quels question questions qui quinze quoi quoique raison rapatriement
rapport rapports recevait recevoir recit recoit recolte reconnu recruteur recruteuse recu recue ref refuge refusa
refuse region regional repas reponse reponses republique requiert reseaux reserve responsable restaurant retenait
retenir retenu retenue retenues retenus retient retire retirer retour revenir revenu revient revoir rien risque
risques riviere riz rouge route rue sa sac sache sais sait salaire salaires salle salon salut samedi sans sante
sauvetage savait savent savoir second seconde section securite seize selon semaine semaines sent sentait sentir sept
septembre sera serait seront serveuse service servitude ses seul seule seuls sexe si siege signait signature signe
signee signer six soeur soeurs soient soif soigne soigner soir soirs soit soixante sollicite sommeil sommes son sont
sort sortait sortent sorti sortie sortir sortit souhaite sous soutien special speciale su substitut sud suis suit
suivait suivant suivante suivi suivre sur sure surnom surnomme surveillait surveillance sut swahili ta table tante
taxi tel telephone telephones temoin temoins temporaire temps tes therapie tiret tiroir titre toi toit ton tonton
toujours tous tout toute toutes toux trafic traite traitement tranquille transfert transmis transmise travail
travaillait travaille travaillent travailler travaux traverse traverser treize trente tres tribunal triste trois
troisieme tromperie trouva trouvait trouve trouvee trouvent trouver tu tuteur tutrice type un une uniforme unite
urgent urgente usine va vaccin vais vaisselle valise vecu venait vendeuse vendredi venir venu venue verite vers vert
verte vetements veuf veulent veut veuve veux viande victime victimes vie vieille vienne viennent viens vient vieux
village ville vingt vinrent vint violence violences virement virgule visa vit vivait vivre voient voir vois voisin
voisine voisins voit voiture vol vont vos votre voudrait voulait vouloir voulu vous voyage voyager voyait vu vue zero
`
