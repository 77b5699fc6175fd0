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
const AITZOL = {
  credit: 'Aitzol Berasategi, 2018',
  licence: 'CC BY 4.0',
  source: 'lomiri-wallpapers 16.04, resized',
}

export const samples: readonly Sample[] = [
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
    id: 'fig-red-bowl',
    file: 'fig-red-bowl.jpg',
    title: 'Figs in a red bowl',
    ...FREESPACE,
    width: 1024,
    height: 693,
  },
  {
    id: 'portrait-astronaut',
    file: 'portrait-astronaut.jpg',
    title: 'Portrait of an astronaut',
    credit: 'NASA Great Images, Eileen Collins',
    licence: 'Public domain',
    source: 'scikit-image 0.19.3, enlarged',
    width: 1024,
    height: 1024,
  },
  {
    id: 'mountain-autumn',
    file: 'mountain-autumn.jpg',
    title: 'Autumn in the mountains',
    ...AITZOL,
    width: 1024,
    height: 682,
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
    id: 'forest-stream',
    file: 'forest-stream.jpg',
    title: 'Stream in the forest',
    ...AITZOL,
    width: 1024,
    height: 682,
  },
  {
    id: 'dogs-window',
    file: 'dogs-window.jpg',
    title: 'Dogs at the window',
    ...AITZOL,
    width: 682,
    height: 1024,
  },
  {
    id: 'dandelion',
    file: 'dandelion.jpg',
    title: 'Dandelion',
    credit: 'Clemens Engelhardt, 2018',
    licence: 'CC0 1.0',
    source: 'lomiri-wallpapers 16.04, resized',
    width: 1024,
    height: 576,
  },
  {
    id: 'paint-brushes',
    file: 'paint-brushes.jpg',
    title: 'Paint brushes',
    ...FREESPACE,
    width: 1024,
    height: 806,
  },
  {
    id: 'drum-wine-interior',
    file: 'drum-wine-interior.jpg',
    title: 'Wine and a drum',
    credit: 'Jakub Mede, 2018',
    licence: 'CC BY 4.0',
    source: 'lomiri-wallpapers 16.04, resized',
    width: 683,
    height: 1024,
  },
  {
    id: 'rocket-night',
    file: 'rocket-night.jpg',
    title: 'Rocket launch at night',
    credit: 'SpaceX Photos',
    licence: 'CC0 1.0',
    source: 'scikit-image 0.19.3, enlarged',
    width: 1024,
    height: 683,
  },
]
