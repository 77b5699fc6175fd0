/** A bundled photo. `credit` must be shown wherever the photo is offered (CC BY asks for it). */
export type Sample = {
  id: string
  /** Name inside `public/samples`. */
  file: string
  title: string
  credit: string
  licence: string
  /** Where the photo came from, and what was done to it. */
  source: string
  width: number
  height: number
}

const FREESPACE = {
  credit: 'Trevor “Freespace”, 2018',
  licence: 'CC BY 4.0',
  source: 'lomiri-wallpapers 16.04, resized',
}
export const AITZOL = {
  credit: 'Aitzol Berasategi, 2018',
  licence: 'CC BY 4.0',
  source: 'lomiri-wallpapers 16.04, resized',
}

/** Those that an empty project shows, in this order. */
export const offeredSamples: readonly Sample[] = [
  {
    id: 'fig-red-bowl',
    file: 'fig-red-bowl.jpg',
    title: 'Figs in a red bowl',
    ...FREESPACE,
    width: 1024,
    height: 693,
  },
  {
    id: 'cat',
    file: 'cat.jpg',
    title: 'Chelsea the cat',
    credit: 'Stefan van der Walt',
    licence: 'CC0 1.0',
    source: 'scikit-image 0.19.3, enlarged',
    width: 902,
    height: 600,
  },
  {
    id: 'coffee',
    file: 'coffee.jpg',
    title: 'A cup of coffee',
    credit: 'Rachel Michetti, courtesy of Pikolo Espresso Bar',
    licence: 'CC0 1.0',
    source: 'scikit-image 0.19.3, enlarged',
    width: 1024,
    height: 683,
  },
  {
    id: 'pagoda',
    file: 'pagoda.jpg',
    title: 'Summer Palace',
    credit: 'danielbuechele, Flickr 6061409035',
    licence: 'CC BY 2.0',
    source: 'scikit-learn 1.2.1, enlarged',
    width: 1024,
    height: 683,
  },
  {
    id: 'mountain-autumn',
    file: 'mountain-autumn.jpg',
    title: 'Mountain autumn',
    ...AITZOL,
    width: 1024,
    height: 682,
  },
  {
    id: 'paint-brushes',
    file: 'paint-brushes.jpg',
    title: 'Paint brushes',
    ...FREESPACE,
    width: 1024,
    height: 806,
  },
]
