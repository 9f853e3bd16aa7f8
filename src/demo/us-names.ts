/** Names for the demo in the United States, written by hand. Names that are also ordinary words or months are left out. */
const list = (text: string): readonly string[] => text.trim().split(/\s+/);

export const usWomen = list(`
  Aaliyah Abigail Alejandra Alice Amara Amina Angela Anita Annette Antoinette Beatriz Bernadette Beverly Brenda Brianna Camille Carmen Carol
  Cassandra Catalina Chantal Charlene Christine Claudia Colleen Connie Cynthia Danielle Deborah Denise Diana Dolores Donna Dorothy Ebony Eileen
  Elena Esperanza Estelle Esther Evelyn Fatima Felicia Fiona Francesca Gabriela Geraldine Gloria Guadalupe Gwendolyn Harriet Hazel Helen Ines
  Ingrid Irene Jacqueline Janelle Jasmine Jeanette Jocelyn Johanna Josephine Juanita Judith Kateri Keisha Kimberly Kiara LaToya Leticia Lien
  Linda Lorraine Lucille Lupita Mabel Margarita Marisol Marjorie Marlene Mei Melissa Mildred Monique Nadia Naomi Natalia Noelani Norma Odette
  Olivia Pamela Patricia Phuong Priscilla Rachel Ramona Rebecca Regina Renee Rhonda Rosario Roxanne Ruth Sabrina Samira Shanice Sharon Sheila
  Soledad Sonia Stephanie Susan Tamika Tanya Teresa Thuy Valerie Vanessa Veronica Vivian Wanda Whitney Xiomara Yesenia Yolanda Yvonne Zainab`);

export const usMen = list(`
  Aaron Abdi Abraham Adrian Ahmed Alberto Alejandro Alvin Amir Andre Angelo Arthur Barry Benjamin Bernard Brandon Calvin Carlos Cedric
  Christopher Clarence Clifford Curtis Cornelius Darius Darnell Darryl Demetrius Dennis Derek Desmond Dmitri Dominic Douglas Duane Dwayne Earl
  Edgar Eduardo Elijah Emmanuel Enrique Ernesto Eugene Felipe Fernando Floyd Franklin Frederick Garrett Gerald Gilbert Gordon Gregory Gustavo
  Harold Hector Herbert Hiroshi Horace Hugo Ibrahima Ignacio Isaac Isaiah Ivan Jamal Javier Jerome Jesse Joaquin Joel Jorge Juan Julian Kareem
  Keith Kenneth Kevin Kwame Lamar Lawrence Leon Leroy Lester Lloyd Lorenzo Louis Luther Malik Manuel Marcus Mateo Maurice Melvin Miguel Minh
  Mohamed Nathaniel Nelson Nicholas Norman Omar Orlando Oscar Otis Patrick Percival Quentin Rafael Ralph Ramon Reginald Ricardo Roberto Roderick
  Ronald Ruben Russell Salvador Samuel Santiago Sean Sergio Sidney Stanley Terrence Theodore Timothy Tomas Travis Tyrone Vernon Vincent Virgil
  Walter Warren Wendell Wilfred Winston Yusuf Zachary`);

export const usEither = list(
  'Ash Avery Cameron Casey Devon Emerson Finley Jordan Kendall Logan Morgan Quinn Reese Riley Rowan Skyler Taylor',
);

export const usSurnames = list(`
  Abernathy Acosta Adeyemi Aguilar Alvarez Anderson Arroyo Baptiste Barnes Bautista Begay Bell Benally Bergeron Bianchi Bishop Boateng Bowman
  Brennan Brooks Burgess Caldwell Calloway Campbell Cardenas Castillo Chavez Chen Clay Coleman Conti Crawford Cruz Dang Davenport Delgado
  Desrosiers Diallo Diaz Dixon Donnelly Duarte Dubois Ellison Escobar Espinoza Farah Fernandez Fitzgerald Flanagan Fletcher Flores Fontaine
  Freeman Gallagher Garcia Gaines Gibbs Gonzalez Goodwin Grady Greene Gutierrez Hassan Hayes Hendricks Hernandez Hill Hinojosa Hoang Holloway
  Hughes Hutchins Ibarra Iverson Jackson Jefferson Jimenez Johnson Kaplan Kaminski Kelly Khalil Kim Kowalski Lachance Le Leclair Lopez Lundgren
  Maldonado Malloy Marchetti Martin McBride McCoy McKinney Medina Mendoza Miller Mohawk Montoya Moreau Morales Nakamura Navarro Ngo Nguyen
  Nowak Nunez Ochoa Okafor Olsen Ortega Osei Pacheco Palmer Park Patterson Perez Petrov Pham Pierre Quinones Ramirez Randolph Reyes Rivera
  Robinson Rojas Romano Rosario Rossi Ruiz Salazar Sanchez Santiago Schaefer Schultz Shaw Singleton Soto Stokes Sullivan Tanaka Thao Thibault
  Thompson Torres Tran Turner Vang Vargas Vasquez Vaughn Walsh Washington Watkins Weaver Whitaker Williams Wilson Xiong Yang Zapata Zielinski`);
