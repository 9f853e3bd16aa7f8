/**
 * Given names for the demo in Chennai, as `Tamil=Latin` where both are written.
 *
 * Chosen from open-tamil (MIT) and Faker's en_IN locale (MIT), with everyday names added by hand; see README.md for the notices. Names that
 * are also ordinary words are left out, so that a test can tell a third person's name in an entry from a word.
 */
/** Women, Tamil and Latin script. */
export const tamilWomen: readonly string[] = `
  செல்வி=Selvi வள்ளி=Valli தெய்வானை=Deivanai ஆண்டாள்=Andal மாதவி=Madhavi மணிமேகலை=Manimegalai பூங்குழலி=Poonguzhali குழலி=Kuzhali
  தாமரைச்செல்வி=Thamaraiselvi தமிழ்ச்செல்வி=Tamilselvi கலைவாணி=Kalaivani கலையரசி=Kalaiyarasi இளவரசி=Ilavarasi
  தமிழரசி=Tamizharasi எழிலரசி=Ezhilarasi அமுதா=Amudha அமுதவல்லி=Amudhavalli மரகதவல்லி=Maragathavalli மரகதம்=Maragatham
  பவளக்கொடி=Pavalakkodi வளர்மதி=Valarmathi மலர்விழி=Malarvizhi கயற்விழி=Kayalvizhi செல்லம்மா=Sellamma தங்கம்மா=Thangamma
  அஞ்சலை=Anjalai முத்தம்மா=Muthamma காவேரி=Kaveri வெண்ணிலா=Vennila சுடர்க்கொடி=Sudarkkodi இசைவாணி=Isaivani யாழினி=Yazhini
  தமிழினி=Tamizhini ஆதிரை=Adhirai அங்கயற்கண்ணி=Angayarkanni மீனாட்சி=Meenatchi வடிவுக்கரசி=Vadivukkarasi பூவிழி=Poovizhi வாணி=Vani
  உமையாள்=Umaiyal பேச்சியம்மாள்=Pechiammal காந்திமதி=Kandhimathi குமுதினி=Kumudhini மஞ்சுளா=Manjula எல்லம்மா=Ellamma நாகம்மா=Nagamma
  ஆராயி=Arayi பட்டம்மா=Pattamma சூடாமணி=Choodamani சிந்தாமணி=Sindhamani இன்பவல்லி=Inbavalli அன்னக்கிளி=Annakkili கிளியம்மா=Kiliyamma
  செங்கொடி=Sengodi செந்தாமரை=Sendhamarai திருமகள்=Thirumagal பூவரசி=Poovarasi பூங்கொடி=Poongodi மலர்க்கொடி=Malarkkodi
  மயிலம்மா=Mayilamma அருளரசி=Arularasi அழகம்மாள்=Azhagammal அமுதினி=Amudhini கலைமகள்=Kalaimagal கண்ணம்மா=Kannamma வேலம்மாள்=Velammal
  வீரம்மா=Veeramma தவமணி=Thavamani முருகாயி=Murugayi மாரியம்மாள்=Mariammal முத்துலட்சுமி=Muthulakshmi கவிதா=Kavitha
  இலக்கியா=Ilakkiya சிவகாமி=Sivagami வசந்தி=Vasanthi கோமதி=Gomathi பார்வதி=Parvathi தனலட்சுமி=Dhanalakshmi உமா=Uma புவனா=Bhuvana
  திலகவதி=Thilagavathi கற்பகம்=Karpagam மல்லிகா=Malliga செண்பகம்=Shenbagam ஃபாத்திமா=Fathima ஆயிஷா=Ayisha நூர்ஜஹான்=Noorjahan
  மும்தாஜ்=Mumtaz மேரி=Mary ஸ்டெல்லா=Stella ஜெசிந்தா=Jesintha ரோஸ்லின்=Roslin அந்தோணியம்மாள்=Anthoniammal
`
  .trim()
  .split(/\s+/);

/** Men, Tamil and Latin script. */
export const tamilMen: readonly string[] = `
  முருகன்=Murugan செந்தில்=Senthil கண்ணன்=Kannan வேலன்=Velan குமரன்=Kumaran கந்தன்=Kandhan வேல்முருகன்=Velmurugan கதிரவன்=Kathiravan
  கதிர்வேலன்=Kathirvelan கதிர்வேல்=Kathirvel தமிழ்ச்செல்வன்=Tamilselvan கலைச்செல்வன்=Kalaiselvan முத்து=Muthu
  முத்தையன்=Muthaiyan முத்துக்குமரன்=Muthukkumaran முத்துவேல்=Muthuvel மாரிமுத்து=Marimuthu அழகுமுத்து=Azhagumuthu
  இளவரசன்=Ilavarasan இளமாறன்=Ilamaran நெடுமாறன்=Nedumaran பாண்டியன்=Pandiyan செழியன்=Sezhiyan அறிவழகன்=Arivazhagan எழிலன்=Ezhilan
  ஐயப்பன்=Aiyappan ஐயனார்=Aiyanar ஏழுமலை=Ezhumalai அண்ணாமலை=Annamalai அன்பழகன்=Anbazhagan அன்பரசன்=Anbarasan அன்பரசு=Anbarasu
  அருளரசு=Arularasu கலைவாணன்=Kalaivanan வாணன்=Vanan பாரி=Pari அதியமான்=Adhiyaman கரிகாலன்=Karikalan சேரன்=Seran
  பூங்குன்றன்=Poongundran மதியழகன்=Mathiyazhagan மணிவண்ணன்=Manivannan மணிமாறன்=Manimaran மணிகண்டன்=Manigandan மணிவேல்=Manivel
  வடிவேலன்=Vadivelan வடிவேல்=Vadivel சிவமணி=Sivamani தங்கவேல்=Thangavel தங்கராசன்=Thangarajan தங்கமணி=Thangamani
  தணிகைவேல்=Thanigaivel திருமாறன்=Thirumaran திருமூலன்=Thirumoolan நக்கீரன்=Nakkeeran வள்ளுவன்=Valluvan கபிலன்=Kabilan
  இளம்பரிதி=Ilambarithi வெற்றிவேல்=Vetrivel வெற்றிச்செல்வன்=Vetriselvan வீரமணி=Veeramani வீரப்பன்=Veerappan வைரமுத்து=Vairamuthu
  மருதன்=Maruthan மருதமுத்து=Maruthamuthu முனியன்=Muniyan முனியாண்டி=Muniyandi சுடலைமுத்து=Sudalaimuthu நாகப்பன்=Nagappan
  நாவரசு=Navarasu முகிலன்=Mugilan மகிழ்நன்=Magizhnan காளியப்பன்=Kaliyappan கருப்பையா=Karuppaiya கண்ணப்பன்=Kannappan
  ஆறுமுகம்=Arumugam ஆதவன்=Aadhavan ஆதித்தன்=Adithan அமுதன்=Amudhan தென்னரசு=Thennarasu தென்னவன்=Thennavan சரவணன்=Saravanan
  பன்னீர்செல்வம்=Panneerselvam ஓவியன்=Oviyan பேச்சிமுத்து=Pechimuthu மாயாண்டி=Mayandi சங்கர்=Sankar சண்முகம்=Shanmugam
  சக்திவேல்=Sakthivel கார்த்திகேயன்=Karthikeyan கோவிந்தன்=Govindan பழனிவேல்=Palanivel இளங்கோ=Ilango வேலு=Velu
  துரைமுருகன்=Duraimurugan குப்புசாமி=Kuppusamy நடராசன்=Natarajan கந்தசாமி=Kandasamy ரஹீம்=Raheem அப்துல்=Abdul இப்ராஹிம்=Ibrahim
  காதர்=Kader ஜோசப்=Joseph அந்தோணி=Anthony சூசை=Susai பீட்டர்=Peter ராஜேஷ்=Rajesh பாலாஜி=Balaji தினேஷ்=Dinesh விக்னேஷ்=Vignesh
`
  .trim()
  .split(/\s+/);

/** Women whose families write their names in Latin letters. */
export const indianWomen: readonly string[] = `
  Abani Ahalya Amrita Anjali Annapurna Anuja Aruna Asha Avani Avantika Bhanumati Bhavani Chandrakala Deepali Devika Gayatri Gita
  Indira Jaya Kalyani Kamala Kanti Kumuda Lakshmi Lalita Lavanya Malati Manjusha Meena Menaka Mohana Padma Parvati Priya Sarala
  Saraswati Shanti Sharmila Sujata Suma Sumitra Vasudha Vasundhara Vidya Vimala
`
  .trim()
  .split(/\s+/);

/** Men whose families write their names in Latin letters. */
export const indianMen: readonly string[] = `
  Anand Anil Arun Ashok Balachandra Chandran Dinakar Dinesh Ganesh Girish Gopal Jagdish Karthik Krishna Mahesh Mohan Narayan Prem
  Rajiv Ramesh Ravi Sanjay Shankar Shiv Subhash Suresh Vasudev Vijay Vinay Vishnu Yogesh
`
  .trim()
  .split(/\s+/);
